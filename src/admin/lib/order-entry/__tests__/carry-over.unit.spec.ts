import { carryOver } from "../carry-over"
import { toAddress, type Draft } from "../draft"
import type { Variant } from "../use-variants"

jest.mock("../../sdk", () => ({ sdk: {} }))

const germany = {
  currency_code: "eur",
  countries: [{ iso_2: "de", display_name: "Germany" }],
}
const address = toAddress({
  first_name: "Astrid",
  last_name: "Lind",
  address_1: "Storgatan 1",
  postal_code: "11122",
  city: "Stockholm",
  country_code: "se",
  phone: "+46701234567",
})
const variants = new Map([
  ["variant_1", { id: "variant_1", price: 10 } as Variant],
  ["variant_2", { id: "variant_2", price: undefined } as Variant],
])
const item = (values: object) => ({ title: "Lamp", variant_id: "variant_1", quantity: 2, ...values })
const draft = (values: object) => ({ items: [], shipping_methods: [], ...values }) as unknown as Draft

describe("a draft that is to be sold in another region", () => {
  it("keeps its products with their quantities", () => {
    const { items, leftOut } = carryOver(
      draft({ items: [item({})] }),
      toAddress(undefined),
      germany,
      variants
    )
    expect(items).toEqual([{ variant_id: "variant_1", quantity: 2 }])
    expect(leftOut).toEqual([])
  })

  it.each([
    ["without a price there", { variant_id: "variant_2" }, "noPrice", { title: "Lamp", currency: "EUR" }, 0],
    ["that somebody typed in", { variant_id: null }, "byHand", { title: "Lamp" }, 0],
    ["that is not sold any more", { variant_id: "variant_9" }, "byHand", { title: "Lamp" }, 0],
    ["whose price was set by hand", { is_custom_price: true }, "ownPrice", { title: "Lamp" }, 1],
  ])("says what becomes of a product %s", (_, values, key, told, kept) => {
    const carried = carryOver(draft({ items: [item(values)] }), toAddress(undefined), germany, variants)
    expect(carried.leftOut).toEqual([{ key, values: told }])
    expect(carried.items).toHaveLength(kept)
  })

  it("keeps an address in one of the region's countries", () => {
    const there = { ...address, country_code: "de" }
    expect(carryOver(draft({}), there, germany, variants)).toMatchObject({ address: there, leftOut: [] })
  })

  it("keeps of an address elsewhere who lives there", () => {
    const carried = carryOver(draft({}), address, germany, variants)
    expect(carried.address).toEqual(
      toAddress({ first_name: "Astrid", last_name: "Lind", phone: "+46701234567" })
    )
    expect(carried.leftOut).toEqual([{ key: "address" }])
  })

  it("needs another delivery", () => {
    const carried = carryOver(draft({ shipping_methods: [{}] }), toAddress(undefined), germany, variants)
    expect(carried.leftOut).toEqual([{ key: "delivery" }])
  })
})
