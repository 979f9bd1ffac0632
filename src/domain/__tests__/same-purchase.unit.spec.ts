import { toKlarnaOrder } from "../klarna-order"
import { payloadHash, samePurchase } from "../same-purchase"
import { cart, item, shipping } from "./purchase-builder"

const draft = () =>
  toKlarnaOrder(
    cart({
      items: [
        item({ total: "199", taxRates: ["25"] }),
        item({ id: "item_2", variantSku: "sku-2", quantity: "2", total: "120", taxRates: ["6"] }),
        item({ id: "item_3", variantSku: "sku-2", quantity: "1", total: "60", taxRates: ["6"] }),
      ],
      shippingMethods: [shipping({ total: "49", taxRates: ["25"] })],
    })
  )

describe("comparing Klarna's order with the purchase of now", () => {
  it("finds an echo equal, with Klarna's defaults and its own spelling of codes", () => {
    const echo = {
      ...draft(),
      order_id: "k1",
      status: "checkout_complete",
      purchase_country: "se",
      purchase_currency: "sek",
      order_lines: draft().order_lines.map((line) => ({ ...line, quantity_unit: "", name: "renamed" })),
    }
    expect(samePurchase(echo, draft())).toEqual({ equal: true, differences: [] })
  })

  it("does not care about the order of lines", () => {
    expect(samePurchase({ ...draft(), order_lines: draft().order_lines.reverse() }, draft()).equal).toBe(true)
  })

  it("takes what Order Management does not tell as it is", () => {
    const { order_tax_amount: _, ...managed } = draft()
    const order_lines = managed.order_lines.map(({ type, ...line }) =>
      type === "physical" ? line : { ...line, type }
    )
    expect(samePurchase({ ...managed, order_lines }, draft()).equal).toBe(true)
  })

  it("treats an empty reference as none", () => {
    const ours = draft()
    const withoutReference = ours.order_lines.map(({ reference: _, ...line }) => line)
    const order_lines = ours.order_lines.map((line) => ({ ...line, reference: "" }))
    expect(samePurchase({ ...ours, order_lines }, { ...ours, order_lines: withoutReference }).equal).toBe(
      true
    )
  })

  it.each([
    ["order_amount", 1],
    ["order_tax_amount", 1],
    ["purchase_currency", "EUR"],
    ["purchase_country", "NO"],
  ])("names a different %s", (field, value) => {
    const { equal, differences } = samePurchase({ ...draft(), [field]: value }, draft())
    expect(equal).toBe(false)
    expect(differences).toEqual([expect.stringMatching(`^${field}: ${value} at Klarna, `)])
  })

  it.each([
    ["type", "digital"],
    ["reference", "sku-9"],
    ["quantity", 7],
    ["total_amount", 19901],
    ["total_tax_amount", 3981],
  ])("names a line whose %s differs, from both sides", (field, value) => {
    const [first, ...others] = draft().order_lines
    const { equal, differences } = samePurchase(
      { ...draft(), order_lines: [{ ...first, [field]: value }, ...others] },
      draft()
    )
    expect(equal).toBe(false)
    expect(differences).toEqual([
      expect.stringMatching(/^order_lines: only at Klarna /),
      "order_lines: only in Medusa physical sku-1: 1 for 19900, tax 3980",
    ])
  })

  it("counts equal lines: two are not one", () => {
    const twice = draft()
    twice.order_lines.push({ ...twice.order_lines[0]! })
    expect(samePurchase(twice, draft()).differences).toEqual([
      "order_lines: only at Klarna physical sku-1: 1 for 19900, tax 3980",
    ])
    expect(samePurchase(draft(), twice).differences).toHaveLength(1)
    expect(samePurchase({ ...draft(), order_lines: null }, draft()).differences).toHaveLength(4)
  })
})

describe("the hash of a draft", () => {
  it("is the same for the same purchase, whatever the order of fields and lines", () => {
    const shuffled = Object.fromEntries(Object.entries(draft()).reverse()) as ReturnType<typeof draft>
    shuffled.order_lines = draft().order_lines.reverse()
    expect(payloadHash(shuffled)).toBe(payloadHash(draft()))
    expect(payloadHash(draft())).toMatch(/^[0-9a-f]{64}$/)
  })

  it("ignores fields that are undefined, as JSON does", () => {
    expect(payloadHash({ ...draft(), shipping_address: undefined })).toBe(
      payloadHash((({ shipping_address: _, ...rest }) => rest)(draft()))
    )
  })

  it.each([
    ["a line's name", (it: ReturnType<typeof draft>) => (it.order_lines[0]!.name = "Other")],
    [
      "an address",
      (it: ReturnType<typeof draft>) => (it.billing_address = { ...it.billing_address, city: "Other" }),
    ],
    ["the locale", (it: ReturnType<typeof draft>) => (it.locale = "en-SE")],
  ])("changes with %s, which Klarna has to be told", (_, change) => {
    const changed = draft()
    change(changed)
    expect(payloadHash(changed)).not.toBe(payloadHash(draft()))
  })
})
