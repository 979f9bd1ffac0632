/** What an authorization is worth now, in minor units. */
export type AuthorizationAmounts = {
  order_amount: number
  captured_amount: number
  refunded_amount: number
  /** What can still be captured: 0 after cancelling, releasing and expiry. */
  remaining_authorized_amount: number
}
