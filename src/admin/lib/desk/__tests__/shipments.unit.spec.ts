import texts from "../../../i18n"
import { problemOf, SHIPPING_METHODS, toShippingInfo } from "../use-shipments"

const draft = (values: Partial<Parameters<typeof problemOf>[0]> = {}) => ({
  key: 0,
  company: "",
  method: "",
  tracking: "",
  uri: "",
  ...values,
})

describe("a shipment that staff type", () => {
  it("tells Klarna what was typed and nothing else", () => {
    expect(toShippingInfo(draft({ company: " PostNord ", tracking: "PN1 " }))).toEqual({
      shipping_company: "PostNord",
      tracking_number: "PN1",
    })
    expect(toShippingInfo(draft({ method: "Home", uri: "https://tracking.example/1" }))).toEqual({
      shipping_method: "Home",
      tracking_uri: "https://tracking.example/1",
    })
  })

  it("must say something, and its link must be a page of the web", () => {
    expect(problemOf(draft({ method: "Home" }))).toBe("shipment_empty")
    expect(problemOf(draft({ tracking: "PN1" }))).toBeUndefined()
    expect(problemOf(draft({ tracking: "PN1", uri: "tracking.example" }))).toBe("uri")
    expect(problemOf(draft({ tracking: "PN1", uri: "javascript:alert(1)" }))).toBe("uri")
  })

  it("has a word for every way to ship that Klarna knows", () => {
    expect(Object.keys(texts.en.klarna.desk.shipments.methods).sort()).toEqual([...SHIPPING_METHODS].sort())
  })
})
