import { fillTemplate } from "../fill-template"

describe("filling in a storefront address", () => {
  it("replaces every placeholder, also one that comes twice", () => {
    expect(
      fillTemplate("https://shop.example/{country}/order/{order_id}?id={order_id}&l={locale}", {
        country: "se",
        order_id: "order_1",
        locale: "sv-SE",
      })
    ).toBe("https://shop.example/se/order/order_1?id=order_1&l=sv-SE")
  })

  it("encodes values, so that none becomes another path, parameter or host", () => {
    expect(fillTemplate("https://shop.example/{cart_id}", { cart_id: "../a?b=c&d#e @evil.example/å" })).toBe(
      "https://shop.example/..%2Fa%3Fb%3Dc%26d%23e%20%40evil.example%2F%C3%A5"
    )
  })

  it("does not read placeholders or patterns inside values", () => {
    expect(fillTemplate("https://shop.example/{cart_id}", { cart_id: "{order_id}$&", order_id: "x" })).toBe(
      "https://shop.example/%7Border_id%7D%24%26"
    )
  })

  it("leaves the place of what is not known empty", () => {
    expect(fillTemplate("https://shop.example/?order={order_id}", {})).toBe("https://shop.example/?order=")
  })
})
