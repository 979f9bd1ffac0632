import texts from "../../../i18n"
import { errorText, explainRefusal, REASONS, REFUSALS } from "../explain-refusal"

const t = (key: string) => key

/** As `ask` throws it. */
const refusal = (message: string, status: number, code: string | undefined) =>
  Object.assign(new Error(message), { status, code })

describe("a refusal at the desk", () => {
  it("has a sentence, Klarna's own words, and the correlation id apart", () => {
    const said = "Klarna rejected capture order: CAPTURE_NOT_ALLOWED (403): Order is expired."
    const refused = refusal(`${said} [2f0c5dfe-1]`, 400, "CAPTURE_NOT_ALLOWED")
    expect(explainRefusal(t, refused)).toEqual({
      text: "desk.refusal.CAPTURE_NOT_ALLOWED",
      said,
      correlationId: "2f0c5dfe-1",
    })
  })

  it("names no correlation id where Klarna gave none", () => {
    const lost = refusal("No answer [no correlation id]", 500, "timeout")
    expect(explainRefusal(t, lost)).toEqual({ text: "desk.refusal.timeout", said: "No answer" })
  })

  it("says why something is not possible by its reason", () => {
    const refused = refusal("Nothing is held", 400, "nothing_authorized")
    expect(explainRefusal(t, refused).text).toBe("desk.reason.nothing_authorized")
  })

  it("tells a colleague at work, a missing right and a lost connection apart", () => {
    expect(explainRefusal(t, refusal("x", 409, "money_moving")).text).toBe("desk.refusal.money_moving")
    expect(explainRefusal(t, refusal("Unauthorized", 401, undefined)).text).toBe("desk.refusal.forbidden")
    expect(explainRefusal(t, new TypeError("Failed to fetch")).text).toBe("desk.refusal.offline")
  })

  it("keeps the words of what it does not know", () => {
    expect(explainRefusal(t, refusal("Something new", 400, "later"))).toEqual({
      text: "Something new",
    })
  })

  it("the last error of an order at risk was a bare code", () => {
    const noted = { code: "CAPTURE_NOT_ALLOWED", message: "Order is expired." }
    expect(errorText(t, noted)).toBe("desk.refusal.CAPTURE_NOT_ALLOWED")
    expect(errorText(t, { code: "fraud_rejected", message: "x" })).toBe("desk.reason.fraud_rejected")
    expect(errorText(t, { code: "SOMETHING_NEW", message: "Something new." })).toBe("Something new.")
    expect(errorText(t, { code: "SOMETHING_NEW", message: "" })).toBe("SOMETHING_NEW")
  })

  it("has words for every code it knows, and knows every code it has words for", () => {
    const { reason, refusal } = texts.en.klarna.desk
    expect(Object.keys(reason).sort()).toEqual([...REASONS].sort())
    const { said: _said, offline: _offline, forbidden: _forbidden, ...codes } = refusal
    expect(Object.keys(codes).sort()).toEqual([...REFUSALS].sort())
  })
})
