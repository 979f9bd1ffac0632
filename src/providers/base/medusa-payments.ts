import type { BigNumberInput } from "@medusajs/framework/types"

/**
 * The Payment Module's internal services, as far as we use them. Undocumented, but the only way to learn what
 * Medusa does not hand over: the amount of a capture, and in which situation it asks to cancel.
 */
type Reader<Row> = {
  retrieve: (id: string, config?: { relations?: string[] }) => Promise<Row>
  list: (
    filters: Record<string, unknown>,
    config?: { select?: string[]; relations?: string[] }
  ) => Promise<Row[]>
}

export type PaymentRecord = {
  id: string
  canceled_at: Date | null
  amount: BigNumberInput
  currency_code: string
  data?: Record<string, unknown> | null
  captures?: { id: string; amount: BigNumberInput; raw_amount?: BigNumberInput }[]
  payment_session?: { id: string } | null
  payment_collection?: { id: string; status: string } | null
}

export type MedusaPayments = {
  paymentService: Reader<PaymentRecord>
  paymentSessionService: Reader<{
    id: string
    amount: BigNumberInput
    raw_amount?: BigNumberInput
    currency_code: string
  }> & {
    update: (values: { id: string; status: string }) => Promise<unknown>
  }
  captureService: Reader<{
    id: string
    amount: BigNumberInput
    raw_amount?: BigNumberInput
    created_by?: string | null
  }>
  refundService: Reader<{
    id: string
    note?: string | null
    created_by?: string | null
    metadata?: Record<string, unknown> | null
  }>
}
