/** Another tab is still at it. Medusa's callers may simply try again. */
export class PurchaseBusyError extends Error {
  override readonly name = "PurchaseBusyError"
  readonly code = "purchase_busy"
}
