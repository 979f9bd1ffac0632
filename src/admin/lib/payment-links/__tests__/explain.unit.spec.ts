import { RefusalError } from "../../ask"
import { explain } from "../explain"

jest.mock("../../sdk", () => ({ sdk: {}, backendUrl: "/", authType: "session" }))

const WORDS: Record<string, string> = {
  "links.contact.missing": "Fill this in",
  "links.contact.email": "No address",
  "links.refusal.INVALID_OPERATION": "Not this way",
  "links.refusal.locked_out": "Locked out",
  "desk.refusal.timeout": "No answer in time",
  "links.failed.loggedOut": "You are logged out",
  "links.failed.loggedOutHint": "Log in again.",
}
const t = (key: string, values?: Record<string, unknown>) =>
  WORDS[key] ?? (values?.defaultValue as string) ?? key

describe("a refusal", () => {
  it("has words in the reader's language, and Klarna's correlation id apart", () => {
    const refusal = new RefusalError("This account cannot. [abc-1]", 400, "INVALID_OPERATION")
    expect(explain(t, refusal)).toEqual({ text: "Not this way", correlationId: "abc-1" })
  })

  it("keeps the server's words when there are no others", () => {
    expect(explain(t, new RefusalError("Something new [abc-1]", 400, "NEW_CODE"))).toEqual({
      text: "Something new",
      correlationId: "abc-1",
    })
  })

  it("names no correlation id where there was none", () => {
    expect(explain(t, new RefusalError("Broken [no correlation id]", 400, "X")).correlationId).toBeUndefined()
  })

  it.each([
    ["email: is not an e-mail address", "No address"],
    ["email: is missing", "Fill this in"],
  ])("belongs to its field: %s", (message, text) =>
    expect(explain(t, new RefusalError(message, 400, "contact_invalid"))).toEqual({ text, field: "email" })
  )

  it("was in English, with Klarna's code, when Klarna did not answer", () => {
    const refusal = new RefusalError(
      "No usable answer from Klarna to open page: timeout. [abc-1]",
      500,
      "timeout"
    )
    expect(explain(t, refusal)).toEqual({ text: "No answer in time", correlationId: "abc-1" })
  })

  it.each([
    ["Klarna rejected open page: HTTP_401 (401) [abc-1]", "Locked out"],
    ["Klarna rejected open page: SOME_CODE (403): No. [abc-1]", "Locked out"],
    [
      "Klarna rejected open page: SOME_CODE (400): No. [abc-1]",
      "links.refusal.klarna (Klarna rejected open page: SOME_CODE (400): No.)",
    ],
  ])("tells a shop that Klarna lets in from one that it does not: %s", (message, text) =>
    expect(explain(t, new RefusalError(message, 400, "SOME_CODE")).text).toBe(text)
  )

  it("was the one word Unauthorized for somebody whose session had ended", () => {
    const refusal = new RefusalError("Unauthorized", 401, undefined)
    expect(explain(t, refusal).text).toBe("You are logged out. Log in again.")
  })

  it("is shown as it is when it is no answer of ours", () => {
    expect(explain(t, new TypeError("Failed to fetch")).text).toBe("Failed to fetch")
  })
})
