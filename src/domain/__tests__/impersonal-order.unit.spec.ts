import { impersonalOrder } from "../impersonal-order"

describe("a Klarna order without its people", () => {
  it("keeps what was bought and how it was paid, and nothing that could name somebody", () => {
    const kept = {
      order_id: "1",
      order_amount: 100,
      order_lines: [{ name: "Lamp", quantity: 1 }],
      initial_payment_method: { type: "INVOICE" },
      purchase_country: "SE",
    }
    const order = {
      ...kept,
      billing_address: { given_name: "Alva" },
      shipping_address: { given_name: "Alva" },
      customer: { date_of_birth: "1990-01-01" },
      merchant_urls: { push: "https://shop.example/hooks?secret=x" },
      merchant_data: "alva@example.com",
      selected_shipping_option: { location: { address: { street_address: "Nygatan 1" } } },
      something_new: { email: "alva@example.com" },
    }
    expect(impersonalOrder(order)).toEqual(kept)
    expect(impersonalOrder({})).toEqual({})
  })
})
