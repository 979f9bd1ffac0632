import { startSandbox } from "../start-sandbox"
import { createClient, type Answer } from "./support/client"
import { order, createSession } from "./support/orders"
import { authorize, createPaymentsSession, paymentsSession } from "./support/payments"
import { START } from "./support/with-sandbox"

/** Everything that a journey through all APIs is answered, down to the correlation ids. */
async function journey(seed: string): Promise<string> {
  const sandbox = await startSandbox({ port: 0, seed, clock: () => START })
  const client = createClient(sandbox)
  const answers: Answer[] = []
  const noted = async (answer: Promise<Answer>) => {
    answers.push(await answer)
    return answers.at(-1)?.body
  }
  const { order_id } = await noted(client.call("POST", "/checkout/v3/orders", order()))
  const { session_id } = await noted(createSession(client, sandbox.url, order_id))
  await noted(client.call("POST", "/checkout/v3/orders", { locale: 1 }))
  await noted(client.consumer(session_id, "approve"))
  const managed = `/ordermanagement/v1/orders/${order_id}`
  await noted(
    client.call("POST", `${managed}/captures`, { captured_amount: 1000 }, { "Klarna-Idempotency-Key": "1" })
  )
  await noted(client.call("POST", `${managed}/refunds`, { refunded_amount: 10 }))
  await noted(client.call("GET", managed))
  const kpSession = await createPaymentsSession(client)
  const { authorization_token } = await noted(authorize(client, kpSession))
  await noted(
    client.call("POST", `/payments/v1/authorizations/${authorization_token}/order`, paymentsSession())
  )
  await sandbox.advance(180_000)
  await noted(client.control("GET", "/clock"))
  await noted(client.control("GET", "/callbacks"))
  await sandbox.close()
  const shown = answers.map(({ status, headers, body }) => {
    const kept = [...headers].filter(
      ([name]) => !["date", "connection", "keep-alive", "content-length"].includes(name)
    )
    return { status, kept, body }
  })
  return JSON.stringify(shown, readable)
    .replaceAll(sandbox.url, "http://sandbox")
    .replace(/"ms":\d+/g, '"ms":0')
}

/** Tokens name the sandbox's address too, but not as text. */
const readable = (name: string, value: unknown) =>
  name === "token" && typeof value === "string"
    ? value.split(".").map((part) => Buffer.from(part, "base64url").toString())
    : value

describe("a seed", () => {
  it("makes two runs byte for byte the same, also side by side", async () => {
    const [one, two] = await Promise.all([journey("same"), journey("same")])
    expect(two).toBe(one)
    expect(one).toMatch(/"klarna-correlation-id","[0-9a-f-]{36}"/)
  })

  it("makes another run than another seed", async () => {
    expect(await journey("two")).not.toBe(await journey("one"))
  })
})
