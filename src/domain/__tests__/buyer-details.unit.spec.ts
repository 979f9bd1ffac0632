import { buyerDetailChanges } from "../buyer-details"

const given = { given_name: "Moa", street_address: "Storgatan 9", postal_code: "21142", city: "Malmö" }

describe("what the buyer gave on Klarna's page", () => {
  it("an address without a country took the cart's delivery away: it is in the country of the purchase", () => {
    const changes = buyerDetailChanges(
      { purchase_country: "SE", billing_address: given },
      { email: null, shipping_address: { country_code: "se" } }
    )
    expect(changes.shipping_address).toMatchObject({ city: "Malmö", country_code: "se" })
    expect(changes.billing_address).toMatchObject({ country_code: "se" })
  })

  it("keeps the country that the address itself has", () => {
    const changes = buyerDetailChanges(
      { purchase_country: "SE", shipping_address: { ...given, country: "no" } },
      { shipping_address: null }
    )
    expect(changes.shipping_address).toMatchObject({ country_code: "no" })
  })
})
