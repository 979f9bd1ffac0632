import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { DeskRequest } from "./desk/plan-request"
import { paymentOf, type OrderPayment } from "./steps/find-purchase-of-order"
import { readKlarnaOrderViewStep } from "./steps/read-klarna-order-view"
import { refundKlarnaOrderStep } from "./steps/refund-klarna-order"
import { settleLostEffectsStep } from "./steps/settle-lost-effects"

/** Amounts in major units. Neither `amount` nor `items`: everything that was captured and not refunded. */
export type RefundKlarnaOrderInput = Omit<DeskRequest, "include_shipping"> &
  OrderPayment & {
    /** One of the shop's refund reasons, by id, code or label, or any words. */
    reason?: string
    /** Shown to the shopper; at most 255 characters. */
    note?: string
    /** Medusa's user who asks for it. */
    actor_id?: string
  }

export const refundKlarnaOrderWorkflowId = "refund-klarna-order"

/**
 * Refunds by items or amount, at Klarna and in Medusa's books, less a return fee where Klarna takes one. A second try
 * of a refund whose answer was lost is that refund. The caller holds the money lease.
 *
 * @returns the order's Klarna payment as it is afterwards
 */
export const refundKlarnaOrderWorkflow = createWorkflow(
  refundKlarnaOrderWorkflowId,
  (input: RefundKlarnaOrderInput) => {
    const request = transform({ input }, ({ input: { amount, items, return_fee } }) => ({
      amount,
      items,
      return_fee,
    }))
    const { repeated } = settleLostEffectsStep(
      transform({ input, request }, ({ input, request }) => ({
        ...paymentOf(input),
        kind: "refund" as const,
        request,
      }))
    )
    const refunded = refundKlarnaOrderStep(
      transform({ input, request, repeated }, ({ input, request, repeated }) => ({
        ...paymentOf(input),
        request,
        repeated,
        reason: input.reason,
        note: input.note,
        actor_id: input.actor_id,
      }))
    )
    const view = transform({ input, refunded }, ({ input }) => paymentOf(input))
    return new WorkflowResponse(readKlarnaOrderViewStep(view))
  }
)
