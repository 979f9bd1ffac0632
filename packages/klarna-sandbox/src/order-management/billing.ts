import type { CaptureBilling, CaptureRecord, ManagedOrderRecord } from "../state/records"

export const billingOf = ({ billing }: CaptureRecord): CaptureBilling =>
  billing ?? { extended_days: 0, sent_again_at: [] }

const EXTENSIONS_IN_DAYS = [10, 20, 30]

/** What each day costs the merchant, in minor units of the order's currency. */
const FEE_PER_DAY = 100

const BILLED = ["INVOICE", "INVOICE_BUSINESS"]

const OPTIONS = EXTENSIONS_IN_DAYS.map((days) => ({ number_of_days: days, amount: days * FEE_PER_DAY }))

/** Only a bill that is still to be paid has a due date. */
export function dueDateOptions({ details }: ManagedOrderRecord, capture: CaptureRecord) {
  const isOwed = capture.refunded_amount < capture.captured_amount
  return isOwed && BILLED.includes(details.initial_payment_method.type) ? OPTIONS : []
}
