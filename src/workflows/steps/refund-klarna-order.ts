import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { divideRefund } from "../../domain/divide-refund"
import { refundBody } from "../../domain/operation-bodies"
import type { PlannedPart } from "../../domain/plan-part"
import { partsOfEffect } from "../../domain/same-effect"
import type { PaymentBooks } from "../../medusa/read-order-books"
import type { Query } from "../../medusa/read-purchase-source"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow } from "../../modules/klarna/rows"
import { bookRefund, refundAmount } from "../books/book-refund"
import { lostEffects, readBooks, type Books } from "../books/read-books"
import { refundablePayments } from "../books/refundable-payments"
import { planRequest, type DeskRequest } from "../desk/plan-request"
import { readDesk, requirePossible, type Desk } from "../desk/read-desk"
import { paymentOf, type OrderPayment } from "./find-purchase-of-order"

export type RefundKlarnaOrderStepInput = OrderPayment & {
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
 * payment: where one payment has not enough, Klarna refunds first, once, and each payment books its own part. Cannot be
 * undone.
 */
export const refundKlarnaOrderStep = createStep(
  refundKlarnaOrderStepId,
  async (input: RefundKlarnaOrderStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      const desk = await readDesk(container, paymentOf(input))
      const words = await toWords(container, input)
      const repeated = input.repeated ? await klarna.operations.byId(input.repeated) : undefined
      if (repeated) {
        await bookLost(container, desk, repeated, { ...words, created_by: input.actor_id })
        return new StepResponse({ refunded: true })
      }
      requirePossible(desk, "refund")
      const planned = planRequest(desk, "refund", input.request)
      const [part, ...others] = divideRefund(planned.amount, refundablePayments(desk.books.payments)) ?? []
      if (!part) throw booksDiffer()
      if (others.length) {
        const operation = await refundAtKlarna(klarna, desk, planned, {
          ...words,
          created_by: input.actor_id,
        })
        await bookLost(container, desk, operation, { ...words, created_by: input.actor_id })
        return new StepResponse({ refunded: true })
      }
      const payment = desk.books.payments.find(({ id }) => id === part.id) as PaymentBooks
      await refundPaymentWorkflow(container).run({
        input: {
          payment_id: payment.id,
          amount: refundAmount(payment, part.amount) as never,
          created_by: input.actor_id,
          ...words,
          metadata: { klarna: { items: planned.items, order_lines: planned.order_lines } },
        } as never,
      })
      return new StepResponse({ refunded: true })
    })
)

type Words = { note?: string; refund_reason_id?: string; created_by?: string }

const refundAtKlarna = (
  klarna: KlarnaModuleService,
  { purchase }: Desk,
  planned: PlannedPart,
  { note, created_by }: Words
): Promise<OperationRow> =>
  klarna.operations.run(purchase, {
    kind: "refund",
    amount: planned.amount,
    items: planned.items,
    created_by: created_by ?? null,
    medusa_row_id: null,
    singleton: null,
    body: (operationId) => refundBody(operationId, planned, { description: note }),
  })

/** All of a refund of Klarna's that is not in the books. */
async function bookLost(
  container: MedusaContainer,
  { purchase }: Desk,
  refund: OperationRow,
  { note, refund_reason_id, created_by }: Words
): Promise<void> {
  const words = {
    note: note ?? null,
    refundReasonId: refund_reason_id ?? null,
    createdBy: created_by ?? null,
  }
  const read = async () => (await readBooks(container, purchase)) as Books
  for (const operation of partsOfEffect(refund, lostEffects(await read()))) {
    await bookRefund(container, await read(), operation, words)
  }
}

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
