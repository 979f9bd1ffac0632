import type { CaptureBilling, CaptureRecord, ManagedOrderRecord } from "../state/records"

export const billingOf = ({ billing }: CaptureRecord): CaptureBilling =>
  billing ?? { extended_days: 0, sent_again_at: [] }

/** What putting off a due date costs the merchant, in minor units of the order's currency. */
const DUE_DATE_OPTIONS = [
  { number_of_days: 10, amount: 1000 },
  { number_of_days: 20, amount: 2000 },
  { number_of_days: 30, amount: 3000 },
]

const BILLED = ["INVOICE", "INVOICE_BUSINESS"]

/** Only a bill that is still to be paid has a due date. */
export function dueDateOptions({ details }: ManagedOrderRecord, capture: CaptureRecord) {
  const isOwed = capture.refunded_amount < capture.captured_amount
  return isOwed && BILLED.includes(details.initial_payment_method.type) ? DUE_DATE_OPTIONS : []
}
