import { SHIPPING_INFO_LIMITS, toShippingInfo } from "../shipping-info"

const label = (tracking_number: string, tracking_url = "") => ({ tracking_number, tracking_url })

describe("a shipment's labels in Klarna's words", () => {
  it("name carrier, number and where to follow it", () => {
    expect(toShippingInfo([label(" PN1 ", "https://tracking.example/PN1")], "PostNord")).toEqual([
      { shipping_company: "PostNord", tracking_number: "PN1", tracking_uri: "https://tracking.example/PN1" },
    ])
  })

  it.each([
    ["a number that is none", label(" "), []],
    ["a number that Klarna would refuse the capture for", label("9".repeat(101)), []],
    ["an address that is none", label("PN1", "see parcel"), [{ tracking_number: "PN1" }]],
    [
      "an address that is too long",
      label("PN1", `https://x.example/${"y".repeat(1024)}`),
      [{ tracking_number: "PN1" }],
    ],
  ])("leave out %s", (_, given, expected) => {
    expect(toShippingInfo([given])).toEqual(expected)
  })

  it("are cut to what Klarna takes", () => {
    const many = toShippingInfo(
      Array.from({ length: 600 }, (_, index) => label(`T${index}`)),
      "C".repeat(150)
    )
    expect(many).toHaveLength(SHIPPING_INFO_LIMITS.entries)
    expect(many[0]?.shipping_company).toHaveLength(SHIPPING_INFO_LIMITS.text)
  })
})
