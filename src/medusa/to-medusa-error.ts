import { MedusaError } from "@medusajs/framework/utils"
import { KlarnaMappingError } from "../domain/errors"
import { OperationError } from "../domain/operation-error"
import { isOutcomeUnknown, KlarnaApiError, KlarnaUnreachableError } from "../klarna"

const trace = (correlationId: string | undefined) => `[${correlationId ?? "no correlation id"}]`

/** Translates once, for Medusa's routes. What we do not know passes untouched: a bug should look like a bug. */
export function toMedusaError(error: unknown): unknown {
  if (error instanceof KlarnaApiError) {
    const said = error.messages.join(" ")
    return new MedusaError(
      typeOf(error),
      `${error.message}${said ? `: ${said}` : ""} ${trace(error.correlationId)}`,
      error.code
    )
  }
  if (error instanceof KlarnaUnreachableError) {
    return new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `${error.message}. ${isOutcomeUnknown(error) ? "It may have happened; trying again is safe" : "Nothing happened; try again"} ${trace(error.correlationId)}`,
      error.code
    )
  }
  if (error instanceof KlarnaMappingError)
    return new MedusaError(MedusaError.Types.INVALID_DATA, error.message, error.code)
  if (error instanceof OperationError)
    return new MedusaError(MedusaError.Types.NOT_ALLOWED, error.message, error.code)
  if (isBusy(error)) {
    return new MedusaError(MedusaError.Types.NOT_ALLOWED, error.message, "purchase_busy")
  }
  return error
}

function typeOf({ status }: KlarnaApiError) {
  if (status === 404) return MedusaError.Types.NOT_FOUND
  if (status === 403) return MedusaError.Types.NOT_ALLOWED
  if (status === 400) return MedusaError.Types.INVALID_DATA
  return MedusaError.Types.UNEXPECTED_STATE
}

/** Raised by the ledger, whose classes are not imported here. */
const isBusy = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && error.code === "purchase_busy"

/** Does something and lets its failure out in Medusa's words. */
export async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw toMedusaError(error)
  }
}
