/** Why an effect at Klarna is not attempted now. Nothing was sent. */
export type OperationErrorCode =
  /** An earlier effect of another amount may have happened; it has to be settled first. */
  | "operation_unresolved"
  /** The same effect is on its way to Klarna this moment. */
  | "operation_in_progress"
  /** A subscription is over, or nothing of it is due. */
  | "nothing_to_charge"
  /** Nobody has to say what became of a purchase: it does not wait for an order, or is still being looked for. */
  | "not_waiting"
  | "still_looking"
  /** What was named is not the order of this purchase. */
  | "order_of_another_purchase"

export class OperationError extends Error {
  override readonly name = "OperationError"

  constructor(
    readonly code: OperationErrorCode,
    message: string
  ) {
    super(message)
  }
}
