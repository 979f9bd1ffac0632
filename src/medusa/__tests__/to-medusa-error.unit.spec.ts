import { MedusaError } from "@medusajs/framework/utils"
import { KlarnaMappingError } from "../../domain/errors"
import { OperationError } from "../../domain/operation-error"
import { KlarnaApiError, KlarnaUnreachableError, type UnreachableCode } from "../../klarna"
import { toMedusaError } from "../to-medusa-error"

const refusal = (status: number, code: string, messages: string[] = [], correlationId?: string) =>
  new KlarnaApiError("capture order", { status, code, messages, correlationId })

const translate = (error: unknown) => toMedusaError(error) as MedusaError

describe("what Medusa is told when Klarna fails", () => {
  it("says what Klarna said, with its code and the id that its support asks for", () => {
    expect(translate(refusal(403, "CAPTURE_NOT_ALLOWED", ["Too much."], "corr-1"))).toMatchObject({
      type: "not_allowed",
      code: "CAPTURE_NOT_ALLOWED",
      message: "Klarna rejected capture order: CAPTURE_NOT_ALLOWED (403): Too much. [corr-1]",
    })
  })

  it("says so when Klarna gave neither words nor an id", () => {
    expect(translate(refusal(403, "HTTP_403")).message).toBe(
      "Klarna rejected capture order: HTTP_403 (403) [no correlation id]"
    )
  })

  it.each([
    [404, "not_found"],
    [403, "not_allowed"],
    [400, "invalid_data"],
    [401, "unexpected_state"],
    [429, "unexpected_state"],
  ])("answers Klarna's %i with %s", (status, type) => {
    expect(translate(refusal(status, "CODE")).type).toBe(type)
  })

  it.each<[UnreachableCode, string]>([
    ["not_connected", "Nothing happened; try again"],
    ["network", "It may have happened; trying again is safe"],
    ["timeout", "It may have happened; trying again is safe"],
    ["server_error", "It may have happened; trying again is safe"],
    ["unreadable_answer", "It may have happened; trying again is safe"],
  ])("says after %s: %s", (code, sentence) => {
    const error = translate(new KlarnaUnreachableError("capture order", code, { correlationId: "corr-2" }))
    expect(error).toMatchObject({ type: "unexpected_state", code })
    expect(error.message).toBe(`No usable answer from Klarna to capture order: ${code}. ${sentence} [corr-2]`)
  })

  it("does not show what lies behind a failure: it may hold an address or a key", () => {
    const cause = new Error("connect to https://user:secret@api")
    expect(
      translate(new KlarnaUnreachableError("capture order", "network", { cause })).message
    ).not.toContain("secret")
  })

  it.each([
    [new KlarnaMappingError("email_missing", "An e-mail is needed"), "invalid_data", "email_missing"],
    [new OperationError("operation_unresolved", "Repeat it first"), "not_allowed", "operation_unresolved"],
    [Object.assign(new Error("Try again"), { code: "purchase_busy" }), "not_allowed", "purchase_busy"],
  ])("translates %p", (error, type, code) => {
    expect(translate(error)).toBeInstanceOf(MedusaError)
    expect(translate(error)).toMatchObject({ type, code, message: error.message })
  })

  it.each([
    [new TypeError("x is not a function")],
    [new MedusaError("not_found", "There is no cart")],
    [Object.assign(new Error("reset"), { code: "ECONNRESET" })],
    ["text"],
    [undefined],
  ])("lets %p pass as it is: a bug should look like a bug", (error) => {
    expect(toMedusaError(error)).toBe(error)
  })
})
