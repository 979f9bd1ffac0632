import { randomUUID } from "node:crypto"
import { isConsumedAuthorization, toTokenChargeFailure } from "../../src/klarna"
import { describeContract } from "./support/contract"
import { authorized, orderBody, sessionBody } from "./support/payments"
import { keyed } from "./support/purchase"
import { PAYMENTS_TARGETS } from "./support/target"

const wish = JSON.stringify({
  description: "Lamp of the month",
  intended_use: "SUBSCRIPTION",
  locale: "sv-SE",
  purchase_country: "SE",
  purchase_currency: "SEK",
})

const charge = (own: object = {}) => {
  const { order_amount, order_tax_amount, order_lines, purchase_currency } = sessionBody()
  return keyed({ order_amount, order_tax_amount, order_lines, purchase_currency, ...own })
}

describeContract(
  "a customer token",
  (contract, itWithShopper) => {
    async function newToken(payment_method_category?: string) {
      const { token } = await authorized(contract(), { intent: "tokenize" }, { payment_method_category })
      return (await contract().payments.createCustomerToken(token, wish)).token_id
    }

    const failureOf = async (customerToken: string, own: object = {}) => {
      const failed = contract().customerTokens.createOrder(customerToken, charge(own))
      return toTokenChargeFailure(await failed.catch((error: unknown) => error))
    }

    const change = (customerToken: string, state: object) =>
      contract().control(`customer-tokens/${customerToken}`, state)

    itWithShopper("comes with the first order from one authorization", async () => {
      const { token } = await authorized(contract(), { intent: "buy_and_tokenize" })
      const created = await contract().payments.createCustomerToken(token, wish)
      expect(created).toMatchObject({
        token_id: expect.any(String),
        billing_address: { email: "shopper@example.com" },
        correlationId: expect.any(String),
      })
      const { order_id } = await contract().payments.placeOrder(token, orderBody())
      expect((await contract().orderManagement.readOrder(order_id)).status).toBe("AUTHORIZED")
      expect(await contract().customerTokens.readToken(created.token_id)).toMatchObject({ status: "ACTIVE" })
    })

    itWithShopper("is not given twice, nor where only a purchase was agreed to", async () => {
      const { createCustomerToken } = contract().payments
      const refusal = async (intent: string, times: number) => {
        const { token } = await authorized(contract(), { intent })
        for (let created = 0; created < times; created++) await createCustomerToken(token, wish)
        return createCustomerToken(token, wish).catch((error: unknown) => error)
      }
      const twice = await refusal("tokenize", 1)
      const never = await refusal("buy", 0)
      for (const error of [twice, never]) {
        expect(error).toMatchObject({ status: 403, code: "INVALID_OPERATION" })
      }
      expect([twice, never].map(isConsumedAuthorization)).toEqual([true, false])
    })

    itWithShopper.each([
      ["pay_later", { payment_method_type: "INVOICE" }],
      ["pay_now", { payment_method_type: "CARD", card: { masked_number: expect.stringContaining("*") } }],
    ])("by %s tells how it pays", async (category, expected) => {
      const read = await contract().customerTokens.readToken(await newToken(category))
      expect(read).toMatchObject({ status: "ACTIVE", ...expected })
    })

    itWithShopper("is charged without the shopper", async () => {
      const { createOrder } = contract().customerTokens
      const placed = await createOrder(await newToken(), charge({ merchant_reference1: "renewal-1" }))
      expect(placed).toMatchObject({ fraud_status: "ACCEPTED", correlationId: expect.any(String) })
      expect(await contract().orderManagement.readOrder(placed.order_id)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: 31630,
        captured_amount: 0,
        merchant_reference1: "renewal-1",
      })
    })

    itWithShopper("is charged once by one key, although an answer was lost, and twice by two", async () => {
      const customerToken = await newToken()
      const { createOrder } = contract().customerTokens
      const first = charge()
      await contract().loseAnswer("POST", `${customerToken}/order`)
      const { order_id } = await createOrder(customerToken, first)
      expect((await createOrder(customerToken, first)).order_id).toBe(order_id)
      expect((await createOrder(customerToken, charge())).order_id).not.toBe(order_id)
    })

    itWithShopper.each([
      [{ refuses_with: "PAYMENT_METHOD_FAILED" }, "retry_later"],
      [{ refuses_with: "UNAVAILABLE_PAYMENT_METHOD" }, "needs_customer"],
      [{ status: "SUSPENDED" }, "token_suspended"],
      [{ status: "CANCELLED" }, "token_ended"],
    ])("in the state %j fails as %s", async (state, expected) => {
      const customerToken = await newToken()
      await change(customerToken, state)
      expect(await failureOf(customerToken)).toBe(expected)
    })

    itWithShopper.each([
      [{ purchase_currency: "EUR" }, "needs_customer"],
      [{ order_amount: 31631 }, "our_mistake"],
    ])("charged with %j fails as %s", async (own, expected) => {
      expect(await failureOf(await newToken(), own)).toBe(expected)
    })

    itWithShopper("can be charged again with a new key when the method works again", async () => {
      const customerToken = await newToken()
      await change(customerToken, { refuses_with: "PAYMENT_METHOD_FAILED" })
      expect(await failureOf(customerToken)).toBe("retry_later")
      await change(customerToken, { refuses_with: null })
      const { createOrder } = contract().customerTokens
      expect(await createOrder(customerToken, charge())).toHaveProperty("order_id")
    })

    itWithShopper("is cancelled for good, which is answered in plain text", async () => {
      const customerToken = await newToken()
      const { cancel, readToken } = contract().customerTokens
      expect(await cancel(customerToken)).toEqual({ correlationId: expect.any(String) })
      expect(await readToken(customerToken)).toMatchObject({ status: "CANCELLED" })
      expect(await failureOf(customerToken)).toBe("token_ended")
    })

    it("is not found under an id that nobody gave out", async () => {
      const { readToken, cancel } = contract().customerTokens
      const unknown = { status: 404, code: "NOT_FOUND" }
      await expect(readToken(randomUUID())).rejects.toMatchObject(unknown)
      await expect(cancel(randomUUID())).rejects.toMatchObject(unknown)
      expect(await failureOf(randomUUID())).toBe("token_ended")
    })

    it("is not shown to a wrong key", async () => {
      await expect(
        contract().withWrongKey(({ customerTokens }) => customerTokens.readToken(randomUUID()))
      ).rejects.toMatchObject({ status: 401 })
    })
  },
  PAYMENTS_TARGETS
)
