import { marketOf, toKlarnaOrder } from "../klarna-order"
import { requireKnownBuyer } from "../required-address"
import { address, cart } from "./purchase-builder"

const onScreen = { email: undefined, shippingAddress: { countryCode: "se" }, billingAddress: undefined }

describe("a buyer of whom nothing is known but the country", () => {
  it("is asked by Klarna: the order has no address", () => {
    const order = toKlarnaOrder(cart(onScreen))
    expect(order).toMatchObject({ purchase_country: "SE", purchase_currency: "SEK" })
    expect(order).not.toHaveProperty("billing_address")
    expect(order).not.toHaveProperty("shipping_address")
  })

  it("is refused where the shop has to know who buys", () => {
    const source = cart(onScreen)
    expect(() => requireKnownBuyer(source, marketOf(source))).toThrow(
      expect.objectContaining({ code: "email_missing" })
    )
  })

  it.each([
    ["an e-mail", { ...onScreen, email: "a@example.com" }, "address_missing"],
    [
      "a name",
      { ...onScreen, shippingAddress: { ...onScreen.shippingAddress, firstName: "Alva" } },
      "email_missing",
    ],
    ["a billing address", { ...onScreen, billingAddress: address }, "email_missing"],
    ["an order's number", { ...onScreen, kind: "order" as const }, "email_missing"],
  ])("is not one who gave %s", (_, source, code) => {
    expect(() => toKlarnaOrder(cart(source))).toThrow(expect.objectContaining({ code }))
  })
})
