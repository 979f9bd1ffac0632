import { RefusalError } from "../../ask"
import { explain } from "../explain"

jest.mock("../../sdk", () => ({ sdk: {}, backendUrl: "/", authType: "session" }))

const WORDS: Record<string, string> = {
  "links.contact.missing": "Fill this in",
  "links.contact.email": "No address",
  "links.refusal.INVALID_OPERATION": "Not this way",
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

  it("is shown as it is when it is no answer of ours", () => {
    expect(explain(t, new TypeError("Failed to fetch")).text).toBe("Failed to fetch")
  })
})
