import { buyerMessage } from "../buyer-messages"
import { buyerRefusal, refusalOf } from "../buyer-refusal"
import type { Decision } from "../decision"

describe("what a buyer is told when nothing came of what they agreed to", () => {
  it.each(["cart_changed", "out_of_stock", "authorization_over"] as const)(
    "is the sentence of %s, in their language",
    (code) => {
      expect(buyerRefusal(code, "sv-SE")).toEqual({ code, message: buyerMessage(code, "sv-SE") })
    }
  )

  it("is that Klarna declined, under Klarna's own code", () => {
    expect(buyerRefusal("REJECTED", "de-DE")).toEqual({
      code: "REJECTED",
      message: buyerMessage("declined", "de-DE"),
    })
  })

  it.each(["MERCHANT_INACTIVE", "BAD_VALUE", "constructor", ""])(
    "is nothing of what Klarna says to the shop alone (%j)",
    (code) => {
      expect(buyerRefusal(code, undefined)).toEqual({ code, message: buyerMessage("unavailable", "en") })
    }
  )
})

describe("a decision about a purchase that was agreed to a moment ago", () => {
  it.each<[Decision["act"], string | undefined]>([
    ["drop_authorization", "cart_changed"],
    ["end", "cart_changed"],
    ["give_back", "cart_changed"],
    ["close", "declined"],
    ["cancel_order", "declined"],
    ["wait", undefined],
    ["place_order", undefined],
    ["complete_cart", undefined],
    ["authorize_session", undefined],
    ["await_decision", undefined],
    ["settled", undefined],
    ["alarm", undefined],
  ])("%s refuses the buyer with %j", (act, code) => {
    expect(refusalOf(act)).toBe(code)
  })
})
