import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { divideRefund } from "../../domain/divide-refund"
import { toPartLines } from "../../domain/part-lines"
import type { PaymentBooks } from "../../medusa/read-order-books"
import type { Query } from "../../medusa/read-purchase-source"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { bookRefund, refundAmount } from "../books/book-refund"
import { refundablePayments } from "../books/refundable-payments"
import { planRequest, type DeskRequest } from "../desk/plan-request"
import { readDesk, requirePossible } from "../desk/read-desk"

export type RefundKlarnaOrderStepInput = {
  order_id: string
  request: DeskRequest
  /** The effect that the request repeats, if it does. */
  repeated: string | null
  /** A refund reason of the shop's, by id, code or label; any other words go to the note. */
  reason?: string
  note?: string
  actor_id?: string
}

export const refundKlarnaOrderStepId = "refund-klarna-order"

/**
 * Refunds with Medusa's own workflow, so that its books and Klarna agree: the lines travel on Medusa's refund row to
 * our provider, which sends them. After a change of the order some of the money may have been captured with an earlier
 * payment: each gives back its own. Cannot be undone.
 */
export const refundKlarnaOrderStep = createStep(
  refundKlarnaOrderStepId,
  async (input: RefundKlarnaOrderStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      const desk = await readDesk(container, input.order_id)
      const words = await toWords(container, input)
      const repeated = input.repeated ? await klarna.operations.byId(input.repeated) : undefined
      if (repeated) {
        await bookRefund(container, desk.books, repeated, {
          note: words.note ?? null,
          refundReasonId: words.refund_reason_id ?? null,
          createdBy: input.actor_id ?? null,
        })
        return new StepResponse({ refunded: true })
      }
      requirePossible(desk, "refund")
      const { amount, items, order_lines } = planRequest(desk, "refund", input.request)
      const parts = divideRefund(amount, refundablePayments(desk.books.payments))
      if (!parts) throw booksDiffer()
      for (const [at, part] of parts.entries()) {
        const payment = desk.books.payments.find(({ id }) => id === part.id) as PaymentBooks
        // The pieces are counted once; Klarna gets lines for each of its refunds.
        const ofPart = {
          items: at === parts.length - 1 ? items : null,
          order_lines: parts.length === 1 ? order_lines : toPartLines(order_lines, part.amount, "Refund"),
        }
        await refundPaymentWorkflow(container).run({
          input: {
            payment_id: payment.id,
            amount: refundAmount(payment, part.amount) as never,
            created_by: input.actor_id,
            ...words,
            metadata: { klarna: ofPart },
          } as never,
        })
      }
      return new StepResponse({ refunded: true })
    })
)

/** Medusa refunds no more than it has booked as captured. */
const booksDiffer = () =>
  new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "Medusa has not booked as much as Klarna has captured. Repair the books of this order, then refund",
    "books_differ"
  )

async function toWords(
  container: MedusaContainer,
  { reason, note }: RefundKlarnaOrderStepInput
): Promise<{ note?: string; refund_reason_id?: string }> {
  if (!reason) return { note }
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({ entity: "refund_reason", fields: ["id", "label", "code"] })
  const known = (data as { id: string; label: string; code: string }[]).find(({ id, label, code }) =>
    [id, code, label].includes(reason)
  )
  if (known) return { note, refund_reason_id: known.id }
  if (reason.startsWith("refr_")) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `reason: there is no refund reason ${reason}`)
  }
  return { note: [reason, note].filter(Boolean).join(": ") }
}
