import { toAddress, type Draft } from "../draft"
import { needsOf } from "../needs"
import type { Variant } from "../use-variants"

jest.mock("../../sdk", () => ({ sdk: {}, backendUrl: "/", authType: "session" }))

const address = toAddress({
  first_name: "Astrid",
  last_name: "Lind",
  address_1: "Storgatan 1",
  postal_code: "11122",
  city: "Stockholm",
  country_code: "se",
})
const draft = {
  items: [{ variant_id: "variant_1", quantity: 3 }],
  shipping_methods: [{ id: "ordsm_1" }],
} as unknown as Draft
const variant = (values: Partial<Variant>) =>
  ({ id: "variant_1", stock: null, prices: [], ...values }) as Variant
const whole = {
  hasRegion: true,
  buyer: { id: undefined, email: "astrid@example.com", name: "" },
  draft,
  address,
  providerId: "pp_klarna-checkout_klarna",
  variants: new Map([["variant_1", variant({ stock: 3 })]]),
  contact: { method: "email" as const, email: "astrid@example.com" },
}
const sms = (phone: string, phone_country: string) => ({
  contact: { method: "sms" as const, phone, phone_country },
})

describe("what a link still needs", () => {
  it("is nothing when the order is whole", () => expect(needsOf(whole)).toEqual([]))

  it.each([
    ["region", { hasRegion: false }],
    ["customer", { buyer: undefined }],
    ["products", { draft: { ...draft, items: [] } }],
    ["delivery", { draft: { ...draft, shipping_methods: [] } }],
    ["address", { address: { ...address, city: " " } }],
    ["provider", { providerId: undefined }],
    ["contact", { contact: { method: "email" as const, email: "astrid@example" } }],
    ["contact", { contact: { method: "notification" as const, email: "" } }],
    ["contact", { contact: { method: "token" as const, access_id: " " } }],
    ["contact", sms("070", "SE")],
    ["contact", sms("0701234567", "S")],
    ["stock", { variants: new Map([["variant_1", variant({ stock: 2 })]]) }],
  ])("is a %s", (need, missing) => expect(needsOf({ ...whole, ...missing })).toEqual([need]))

  it.each([
    ["to a number", sms("+46 70-123 45 67", "se")],
    ["to nobody", { contact: undefined }],
  ])("is nothing when it is sent %s", (_, given) => expect(needsOf({ ...whole, ...given })).toEqual([]))

  it("is everything on an empty screen", () => {
    const empty = { hasRegion: false, buyer: undefined, draft: undefined, address: toAddress(undefined) }
    expect(needsOf({ ...empty, providerId: undefined, variants: undefined, contact: undefined })).toEqual([
      "region",
      "customer",
      "products",
      "address",
    ])
  })
})
