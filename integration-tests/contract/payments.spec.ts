import { randomUUID } from "node:crypto"
import { item, usCart } from "../../src/domain/__tests__/purchase-builder"
import {
  isConsumedAuthorization,
  isInvalidAuthorization,
  isRefused,
  isRejected,
  isSessionCompleted,
} from "../../src/klarna"
import { describeContract } from "./support/contract"
import { authorize, authorized, orderBody, sessionBody } from "./support/payments"
import { lamps } from "./support/purchase"
import { PAYMENTS_TARGETS } from "./support/target"

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error
  )

describeContract(
  "a session of Klarna Payments",
  (contract, itWithShopper) => {
    it("holds what was sent, but not who buys, until somebody agrees", async () => {
      const sent = sessionBody()
      const created = await contract().payments.createSession(sent)
      expect(created.client_token).toEqual(expect.any(String))
      expect(created.payment_method_categories[0]?.identifier).toEqual(expect.any(String))
      const read = await contract().payments.readSession(created.session_id)
      expect(read).toMatchObject({
        status: "incomplete",
        order_amount: 31630,
        order_tax_amount: 6326,
        order_lines: sent.order_lines,
        expires_at: expect.any(String),
      })
      expect(read.purchase_currency.toUpperCase()).toBe("SEK")
      expect([read.billing_address, read.authorization_token]).toEqual([undefined, undefined])
    })

    itWithShopper("shows who buys and the authorization once somebody agreed", async () => {
      const { klarnaSessionId, token } = await authorized(contract())
      expect(await contract().payments.readSession(klarnaSessionId)).toMatchObject({
        status: "incomplete",
        authorization_token: token,
        billing_address: { email: "shopper@example.com", city: "Ankeborg" },
      })
    })

    it("takes tax as a line of its own in the US", async () => {
      const source = usCart({ items: [item({ total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] })] })
      const { session_id } = await contract().payments.createSession(sessionBody(source))
      const { order_lines, order_tax_amount } = await contract().payments.readSession(session_id)
      expect(order_lines.map(({ type }) => type)).toContain("sales_tax")
      expect(order_tax_amount).toBe(825)
    })

    it("is replaced where an update says so and kept where it does not", async () => {
      const { payments } = contract()
      const { session_id } = await payments.createSession(
        sessionBody(lamps(), { merchant_reference2: "cart_1" })
      )
      const { order_amount, order_tax_amount, order_lines } = sessionBody(lamps(2))
      await payments.updateSession(session_id, { order_amount, order_tax_amount, order_lines })
      expect(await payments.readSession(session_id)).toMatchObject({
        order_amount: 22720,
        order_lines,
        merchant_reference2: "cart_1",
      })
    })

    it("is refused with every complaint when its lines do not add up", async () => {
      const body = sessionBody(lamps(), { order_amount: 31631, order_tax_amount: 1 })
      await expect(contract().payments.createSession(body)).rejects.toMatchObject({
        name: "KlarnaApiError",
        status: 400,
        code: "BAD_VALUE",
        correlationId: expect.any(String),
        messages: expect.arrayContaining(["Bad value: order_amount"]),
      })
    })

    it("is not found under an id that nobody gave out", async () => {
      const { readSession, updateSession } = contract().payments
      const unknown = { status: 404, code: "NOT_FOUND" }
      await expect(readSession(randomUUID())).rejects.toMatchObject(unknown)
      await expect(updateSession(randomUUID(), { locale: "sv-SE" })).rejects.toMatchObject(unknown)
    })

    it("is not shown to a wrong key", async () => {
      await expect(
        contract().withWrongKey(({ payments }) => payments.createSession(sessionBody()))
      ).rejects.toMatchObject({ status: 401 })
    })
  },
  PAYMENTS_TARGETS
)

describeContract(
  "an order placed with an authorization",
  (contract, itWithShopper) => {
    const readStatus = async (klarnaSessionId: string) =>
      (await contract().payments.readSession(klarnaSessionId)).status

    itWithShopper("is what was agreed to, and ends the session", async () => {
      const { klarnaSessionId, token } = await authorized(contract())
      const placed = await contract().payments.placeOrder(token, orderBody({ merchant_reference1: "1042" }))
      expect(placed).toMatchObject({
        fraud_status: "ACCEPTED",
        redirect_url: expect.stringMatching(/^https?:/),
        authorized_payment_method: { type: expect.any(String) },
        correlationId: expect.any(String),
      })
      expect(await contract().orderManagement.readOrder(placed.order_id)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: 31630,
        captured_amount: 0,
        merchant_reference1: "1042",
      })
      expect(await readStatus(klarnaSessionId)).toBe("complete")
      const late = await failureOf(contract().payments.updateSession(klarnaSessionId, { locale: "sv-SE" }))
      expect(isSessionCompleted(late)).toBe(true)
    })

    itWithShopper("is captured at once when asked to", async () => {
      const { token } = await authorized(contract())
      const { order_id } = await contract().payments.placeOrder(token, orderBody({ auto_capture: true }))
      expect(await contract().orderManagement.readOrder(order_id)).toMatchObject({
        captured_amount: 31630,
        remaining_authorized_amount: 0,
      })
    })

    itWithShopper("waits while Klarna decides about fraud", async () => {
      const { token } = await authorized(contract(), {}, { result: "pending" })
      const { order_id, fraud_status } = await contract().payments.placeOrder(token, orderBody())
      expect(fraud_status).toBe("PENDING")
      expect((await contract().orderManagement.readOrder(order_id)).fraud_status).toBe("PENDING")
    })

    itWithShopper("comes to light when its answer was lost and the same body is sent again", async () => {
      const { token } = await authorized(contract())
      const body = orderBody({ merchant_reference1: "1043" })
      await contract().loseAnswer("POST", `${token}/order`)
      await expect(contract().payments.placeOrder(token, body)).rejects.toMatchObject({ code: "network" })
      const { order_id } = await contract().payments.placeOrder(token, body)
      expect((await contract().payments.placeOrder(token, body)).order_id).toBe(order_id)
      expect(await contract().orderManagement.readOrder(order_id)).toMatchObject({
        merchant_reference1: "1043",
        order_amount: 31630,
      })
    })

    itWithShopper("is said to be there already where Klarna does not repeat its answer", async () => {
      await contract().control("settings", { kp_order_again: "refused" })
      try {
        const { klarnaSessionId, token } = await authorized(contract())
        await contract().payments.placeOrder(token, orderBody())
        const again = await failureOf(contract().payments.placeOrder(token, orderBody()))
        expect(again).toMatchObject({ status: 403, code: "INVALID_OPERATION" })
        expect(isConsumedAuthorization(again)).toBe(true)
        expect(await readStatus(klarnaSessionId)).toBe("complete")
      } finally {
        await contract().control("settings", { kp_order_again: "first_answer" })
      }
    })

    itWithShopper("is said to be there already when another body follows", async () => {
      const { token } = await authorized(contract())
      const { order_id } = await contract().payments.placeOrder(token, orderBody())
      const other = await failureOf(
        contract().payments.placeOrder(token, orderBody({ merchant_reference1: "other" }))
      )
      expect(other).toMatchObject({ status: 409, code: "BAD_VALUE" })
      expect(isConsumedAuthorization(other)).toBe(true)
      expect(await contract().orderManagement.readOrder(order_id)).not.toHaveProperty(
        "merchant_reference1",
        "other"
      )
    })

    itWithShopper("must be what was agreed to: otherwise it is refused, and can be put right", async () => {
      const { klarnaSessionId, token } = await authorized(contract())
      const { payments } = contract()
      const other = JSON.stringify(sessionBody(lamps(2)))
      const differing = await failureOf(payments.placeOrder(token, other))
      expect(differing).toMatchObject({ status: 409, code: "BAD_VALUE" })
      expect([isConsumedAuthorization(differing), isRefused(differing)]).toEqual([false, true])
      expect(await readStatus(klarnaSessionId)).toBe("incomplete")
      expect(await payments.placeOrder(token, orderBody())).toMatchObject({ fraud_status: "ACCEPTED" })
    })

    itWithShopper("is refused when Klarna rejects the shopper after all", async () => {
      const { klarnaSessionId, token } = await authorized(contract(), {}, { result: "reject_order" })
      const rejected = await failureOf(contract().payments.placeOrder(token, orderBody()))
      expect(isRejected(rejected)).toBe(true)
      expect(await readStatus(klarnaSessionId)).toBe("incomplete")
    })

    itWithShopper("needs the newest authorization", async () => {
      const { klarnaSessionId, token } = await authorized(contract())
      const newer = await authorize(contract(), klarnaSessionId)
      const outdated = await failureOf(contract().payments.placeOrder(token, orderBody()))
      expect(isInvalidAuthorization(outdated)).toBe(true)
      expect(await contract().payments.placeOrder(newer, orderBody())).toHaveProperty("order_id")
    })

    itWithShopper("is too late after an hour", async () => {
      const { token } = await authorized(contract())
      await contract().control("clock", { advance_ms: 60 * 60_000 })
      const late = await failureOf(contract().payments.placeOrder(token, orderBody()))
      expect(isInvalidAuthorization(late)).toBe(true)
      expect(await contract().payments.cancelAuthorization(token)).toBe("gone")
    })

    it("needs an authorization that somebody gave", async () => {
      const failure = await failureOf(contract().payments.placeOrder(randomUUID(), orderBody()))
      expect(isInvalidAuthorization(failure)).toBe(true)
      expect(await contract().payments.cancelAuthorization(randomUUID())).toBe("gone")
    })

    itWithShopper("cannot be placed once the authorization was given back", async () => {
      const { klarnaSessionId, token } = await authorized(contract())
      const { cancelAuthorization, placeOrder } = contract().payments
      expect(await cancelAuthorization(token)).toBe("cancelled")
      expect(isInvalidAuthorization(await failureOf(placeOrder(token, orderBody())))).toBe(true)
      expect(await cancelAuthorization(token)).toBe("gone")
      expect(await readStatus(klarnaSessionId)).toBe("incomplete")
    })

    itWithShopper("stays when the authorization is given back too late", async () => {
      const { token } = await authorized(contract())
      const { order_id } = await contract().payments.placeOrder(token, orderBody())
      expect(await contract().payments.cancelAuthorization(token)).toBe("not_cancelled")
      expect((await contract().orderManagement.readOrder(order_id)).status).toBe("AUTHORIZED")
    })
  },
  PAYMENTS_TARGETS
)
