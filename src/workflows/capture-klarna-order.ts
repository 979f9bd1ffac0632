import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ShippingInfo } from "../domain/shipping-info"
import type { DeskRequest } from "./desk/plan-request"
import { bookKlarnaCaptureStep } from "./steps/book-klarna-capture"
import { captureAtKlarnaStep } from "./steps/capture-at-klarna"
import { paymentOf, type OrderPayment } from "./steps/find-purchase-of-order"
import { readKlarnaOrderViewStep } from "./steps/read-klarna-order-view"
import { settleLostEffectsStep } from "./steps/settle-lost-effects"

/** Amounts in major units. Neither `amount` nor `items`: everything that remains. */
export type CaptureKlarnaOrderInput = Omit<DeskRequest, "return_fee"> &
  OrderPayment & {
    shipping_info?: ShippingInfo[]
    /** Shown to the shopper; at most 255 characters. */
    description?: string
    /** Medusa's user who asks for it. */
    actor_id?: string
  }

export const captureKlarnaOrderWorkflowId = "capture-klarna-order"

/**
 * Captures at Klarna by items or amount, then records it in Medusa. A second try of a capture whose answer was lost
 * is that capture. The caller holds the money lease (`klarna.leases.withMoneyLease`).
 *
 * @returns the order's Klarna payment as it is afterwards
 */
export const captureKlarnaOrderWorkflow = createWorkflow(
  captureKlarnaOrderWorkflowId,
  (input: CaptureKlarnaOrderInput) => {
    const request = transform({ input }, ({ input: { amount, items, include_shipping } }) => ({
      amount,
      items,
      include_shipping,
    }))
    const { repeated } = settleLostEffectsStep(
      transform({ input, request }, ({ input, request }) => ({
        ...paymentOf(input),
        kind: "capture" as const,
        request,
      }))
    )
    const captured = captureAtKlarnaStep(
      transform({ input, request, repeated }, ({ input, request, repeated }) => ({
        ...paymentOf(input),
        request,
        repeated,
        shipping_info: input.shipping_info,
        description: input.description,
        actor_id: input.actor_id,
      }))
    )
    const booked = bookKlarnaCaptureStep(
      transform({ input, captured }, ({ input, captured }) => ({
        ...paymentOf(input),
        operation_id: captured.operation_id,
      }))
    )
    const view = transform({ input, booked }, ({ input }) => paymentOf(input))
    return new WorkflowResponse({
      operation_id: captured.operation_id,
      klarna_order: readKlarnaOrderViewStep(view),
    })
  }
)
