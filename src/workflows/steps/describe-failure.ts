/**
 * What a log may say of a failure. Workflows hand errors on as plain objects; anything but a sentence of ours or
 * Medusa's is reduced to its name, because a driver's message may hold a query with the buyer in it.
 */
export function describeFailure(error: unknown): string {
  const { name, type, code, message } = (error ?? {}) as Record<
    "name" | "type" | "code" | "message",
    string | undefined
  >
  const isOurs = type !== undefined || (name !== undefined && KNOWN.includes(name))
  return isOurs ? [code ?? type, message].filter(Boolean).join(": ") : (name ?? "unknown error")
}

const KNOWN = [
  "KlarnaApiError",
  "KlarnaUnreachableError",
  "KlarnaMappingError",
  "OperationError",
  "PurchaseBusyError",
  "MedusaError",
]
