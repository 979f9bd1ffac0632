import { orderFieldNames } from "../checkout/order-fields"
import { sessionFieldNames } from "../payments/check-session"
import { order } from "./support/orders"
import { paymentsSession } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

/** No field takes both: what is text is no object, and what is an object or a list is no text. */
const WRONG = [{}, "wrong !"]

async function complaints(path: string, body: object, name: string): Promise<string[]> {
  const told: string[] = []
  for (const value of WRONG) {
    const answer = await bench.client.call("POST", path, { ...body, [name]: value })
    told.push(...((answer.body.error_messages as string[] | undefined) ?? []))
  }
  return told
}

describe("a field that a merchant may send", () => {
  it.each(orderFieldNames)("is checked in a Checkout order: %s", async (name) => {
    const told = await complaints("/checkout/v3/orders", order(), name)
    expect(told).toContainEqual(expect.stringMatching(new RegExp(`^Bad value: ${name}\\b`)))
  })

  it.each(sessionFieldNames)("is checked in a Payments session: %s", async (name) => {
    const told = await complaints("/payments/v1/sessions", paymentsSession(), name)
    expect(told).toContainEqual(expect.stringMatching(new RegExp(`^Bad value: ${name}\\b`)))
  })
})
