import { toKlarnaOrder } from "../klarna-order"
import type { LineSubscription } from "../line-subscription"
import { payloadHash, samePurchase } from "../same-purchase"
import { hasSubscriptions, intentOf, requireIntent, requireSellable } from "../tokenize-intent"
import { cart, item, shipping, thrownBy } from "./purchase-builder"

const monthly: LineSubscription = { name: "Lamp of the month", interval: "MONTH", interval_count: 1 }
const lamp = (own: Partial<Parameters<typeof item>[0]> = {}) =>
  item({ total: "100", taxTotal: "20", taxRates: ["25"], subscription: monthly, ...own })
const once = item({ id: "item_2", variantSku: "sku-2", total: "50", taxTotal: "10", taxRates: ["25"] })
const order = (...items: ReturnType<typeof item>[]) => toKlarnaOrder(cart({ items }))

describe("a subscription in a cart", () => {
  it("is said on its own line alone", () => {
    const { order_lines } = toKlarnaOrder(
      cart({ items: [lamp(), once], shippingMethods: [shipping({ total: "49", taxTotal: "9.8" })] })
    )
    expect(order_lines.map(({ subscription }) => subscription)).toEqual([monthly, undefined, undefined])
    expect(order_lines.some((line) => "subscription" in line && !line.subscription)).toBe(false)
  })

  it("changes what is said to Klarna, not what is paid", () => {
    const [plain, subscribed] = [order(lamp({ subscription: undefined })), order(lamp())]
    expect(payloadHash(subscribed)).not.toBe(payloadHash(plain))
    expect(samePurchase(subscribed, plain).equal).toBe(true)
  })

  it("that cannot be read names item and rule", () => {
    const problem = "metadata.klarna_subscription.interval must be one of DAY, WEEK, MONTH, YEAR"
    const thrown = thrownBy(() => order(lamp({ subscription: undefined, subscriptionProblem: problem })))
    expect(thrown).toMatchObject({
      code: "subscription_invalid",
      message: `Item item_1 (sku-1): ${problem}`,
      details: { reference: "sku-1", field: "items.metadata.klarna_subscription" },
    })
  })

  it("needs a price, but may cost nothing at first", () => {
    expect(thrownBy(() => order(lamp({ total: "0", taxTotal: "0" })))).toMatchObject({
      code: "subscription_invalid",
      message: expect.stringContaining("needs a price"),
    })
    const trial = order(lamp({ total: "0", originalTotal: "100", taxTotal: "0", originalTaxTotal: "20" }))
    expect(trial).toMatchObject({ order_amount: 0, order_lines: [{ subscription: monthly }] })
  })
})

describe("what the buyer is asked for", () => {
  it.each([
    ["a purchase", order(once), "buy"],
    ["a purchase and to be charged again", order(lamp(), once), "buy_and_tokenize"],
    [
      "only to be charged later, in a free trial",
      order(lamp({ total: "0", originalTotal: "100", taxTotal: "0", originalTaxTotal: "20" })),
      "tokenize",
    ],
  ])("is %s", (_, draft, intent) => {
    expect(intentOf(draft)).toBe(intent)
  })

  const trial = order(lamp({ total: "0", originalTotal: "100", taxTotal: "0", originalTaxTotal: "20" }))
  it.each([
    ["buy_and_tokenize", "without a subscription", order(once), "intent_mismatch", /must be buy or left out/],
    [
      "tokenize",
      "without a subscription",
      order(once),
      "intent_mismatch",
      /no item has metadata\.klarna_sub/,
    ],
    ["buy", "of a subscription", order(lamp()), "intent_mismatch", /must be buy_and_tokenize/],
    ["tokenize", "that costs something", order(lamp()), "intent_mismatch", /something to pay now/],
    [
      "buy_and_tokenize",
      "of a free trial",
      trial,
      "intent_mismatch",
      /must be tokenize .* nothing is to be paid/,
    ],
    ["BUY", "that is none", order(once), "intent_unknown", /one of buy, tokenize, buy_and_tokenize/],
    [{ $ne: 1 }, "that is none", order(once), "intent_unknown", /^data\.intent must be one of/],
  ])("is not %j, asked for a cart %s", (asked, _, draft, code, message) => {
    expect(thrownBy(() => requireIntent(asked, draft))).toMatchObject({
      code,
      message: expect.stringMatching(message),
      details: { field: "data.intent" },
    })
  })

  it.each([undefined, null, "buy_and_tokenize"])("may be asked for as %j where it is that", (asked) => {
    expect(() => requireIntent(asked, order(lamp(), once))).not.toThrow()
  })
})

describe("a subscription is sold", () => {
  const seller = { sellsSubscriptions: true, isOn: true, customerId: "cus_1" }

  it("by Klarna Payments to who is logged in, where the shop has it on", () => {
    expect(() => requireSellable(order(lamp()), seller)).not.toThrow()
  })

  it.each([
    ["not by Klarna Checkout", { sellsSubscriptions: false }, "subscription_not_sold"],
    ["not where the shop has it off", { isOn: false }, "customer_tokens_off"],
    ["not to a guest", { customerId: null }, "customer_not_logged_in"],
  ])("%s", (_, own, code) => {
    expect(thrownBy(() => requireSellable(order(once, lamp()), { ...seller, ...own }))).toMatchObject({
      code,
      message: expect.stringContaining("sku-1 is a subscription"),
    })
    expect(hasSubscriptions(order(once))).toBe(false)
    expect(() => requireSellable(order(once), { ...seller, ...own })).not.toThrow()
  })
})
