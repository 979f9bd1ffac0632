/** What a mapping error is about, for logs and for staff. Never personal data: names of fields, not their values. */
export type MappingErrorDetails = {
  /** 0-based index into `order_lines`, as in Klarna's own messages. */
  line?: number
  reference?: string
  /** The rule that does not hold, e.g. "total_amount". */
  rule?: string
  expected?: number | string
  actual?: number | string
  field?: string
}

/** Our data is not a valid Klarna order. Raised before anything is sent; branch on `code`, never on the text. */
export class KlarnaMappingError extends Error {
  override readonly name = "KlarnaMappingError"
  readonly code: string
  readonly details?: MappingErrorDetails

  constructor(code: string, message: string, details?: MappingErrorDetails) {
    super(message)
    this.code = code
    if (details) {
      this.details = details
    }
  }
}
