import { buyerMessage, type RefusalCode } from "../buyer-messages"

const CODES: Record<RefusalCode, true> = {
  cart_changed: true,
  cart_ordered: true,
  out_of_stock: true,
  country_changed: true,
  delivery_changed: true,
  tax_changed: true,
  authorization_over: true,
  declined: true,
  unavailable: true,
}
const codes = Object.keys(CODES) as RefusalCode[]
const english = new Map(codes.map((code) => [code, buyerMessage(code, "en-GB")]))

describe("what a buyer reads when the shop refuses", () => {
  it.each(["en-GB", "en-US", "sv-SE", "sv-FI", "de-DE", "de-AT", "nb-NO"])(
    "is a sentence of its own for every reason in %s",
    (locale) => {
      const messages = codes.map((code) => buyerMessage(code, locale))
      for (const message of messages) expect(message).toMatch(/^[A-ZÅÄÖ].{30,}\.$/)
      expect(new Set(messages).size).toBe(codes.length)
    }
  )

  it.each(["sv-SE", "de-DE", "nb-NO"])("is never English in %s", (locale) => {
    expect(codes.filter((code) => buyerMessage(code, locale) === english.get(code))).toEqual([])
  })

  it.each(["fi-FI", "pl", "", "??", "constructor", undefined])("is English for %p", (locale) => {
    expect(codes.filter((code) => buyerMessage(code, locale) !== english.get(code))).toEqual([])
  })

  it("does not care how a locale is spelt", () => {
    expect(buyerMessage("out_of_stock", "SV-se")).toBe(buyerMessage("out_of_stock", "sv-SE"))
    expect(buyerMessage("out_of_stock", "sv")).toBe(buyerMessage("out_of_stock", "sv-SE"))
  })
})
