import type { LineSubscription } from "../line-subscription"
import { toSubscriptions, type SoldItem, type SoldShipping } from "../subscription-sale"

const monthly: LineSubscription = { name: "Box", interval: "MONTH", interval_count: 1 }
const item = (own: Partial<SoldItem> = {}): SoldItem => ({
  variant_id: "variant_1",
  product_id: "prod_1",
  title: "Box",
  quantity: 1,
  unit_price: "100",
  is_tax_inclusive: true,
  requires_shipping: true,
  subscription: monthly,
  details: {},
  ...own,
})
const post: SoldShipping = {
  name: "Post",
  shipping_option_id: "so_1",
  amount: "49",
  is_tax_inclusive: true,
  data: null,
}

describe("what an order's subscriptions are", () => {
  it("is renewed together where name and rhythm are the same", () => {
    const [lamp, bulb] = [item(), item({ variant_id: "variant_2" })]
    const magazine = item({ subscription: { ...monthly, name: "Magazine" } })
    const yearly = item({ subscription: { ...monthly, interval: "YEAR" } })
    expect(toSubscriptions([lamp, magazine, bulb, yearly], [post])).toEqual([
      { ...monthly, lines: { items: [lamp, bulb], shipping_methods: [post] } },
      { ...monthly, name: "Magazine", lines: { items: [magazine], shipping_methods: [post] } },
      { ...monthly, interval: "YEAR", lines: { items: [yearly], shipping_methods: [post] } },
    ])
  })

  it("is delivered only where there is something to deliver", () => {
    const digital = item({ requires_shipping: false })
    expect(toSubscriptions([digital], [post])[0]?.lines.shipping_methods).toEqual([])
    expect(toSubscriptions([digital, item()], [post])[0]?.lines.shipping_methods).toEqual([post])
  })

  it("is nothing without any", () => {
    expect(toSubscriptions([], [post])).toEqual([])
  })
})
