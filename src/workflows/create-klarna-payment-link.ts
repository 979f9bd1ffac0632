import { convertDraftOrderWorkflow, createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { collectOutstandingStep } from "./steps/collect-outstanding"
import { noteLinkAuthorStep } from "./steps/note-link-author"
import { preparePaymentLinkStep } from "./steps/prepare-payment-link"
import { reserveLinkStep } from "./steps/reserve-link"
import { standOnLinkStep } from "./steps/stand-on-link"

export type CreateKlarnaPaymentLinkInput = {
  /** An order or draft order that still owes something. */
  order_id: string
  channel: "telesales" | "in_store" | "ecommerce"
  /** One of ours; the region's first when absent. */
  provider_id?: string
  /** Medusa's user who asks for it. */
  actor_id?: string
}

export const createKlarnaPaymentLinkWorkflowId = "create-klarna-payment-link"

/**
 * A link by which somebody pays what an order still owes. The link before it dies first: two are never both payable. A
 * draft becomes an order when it is paid; or at once, with its payment pending, where the shop's policy says so.
 *
 * @returns the ids of page and purchase in the ledger, and of Medusa's payment session
 */
export const createKlarnaPaymentLinkWorkflow = createWorkflow(
  createKlarnaPaymentLinkWorkflowId,
  (input: CreateKlarnaPaymentLinkInput) => {
    const prepared = preparePaymentLinkStep(
      transform({ input }, ({ input }) => ({ order_id: input.order_id, provider_id: input.provider_id }))
    )
    reserveLinkStep(
      transform({ input, prepared }, ({ input, prepared }) => ({
        order_id: input.order_id,
        payment_collection_id: prepared.payment_collection_id,
        provider_id: prepared.provider_id,
        channel: input.channel,
        places_order: prepared.places_order,
      }))
    )
    collectOutstandingStep(
      transform({ input, prepared }, ({ input, prepared }) => ({
        order_id: input.order_id,
        payment_collection_id: prepared.payment_collection_id,
      }))
    )
    // Everything that fails from here on makes it a draft again, with its stock free and nobody told.
    when("place-the-order", { prepared }, ({ prepared }) => prepared.places_order).then(() =>
      convertDraftOrderWorkflow.runAsStep({ input: { id: input.order_id } })
    )
    const session = createPaymentSessionsWorkflow.runAsStep({
      input: transform({ input, prepared }, ({ input, prepared }) => ({
        payment_collection_id: prepared.payment_collection_id,
        provider_id: prepared.provider_id,
        // No store route can set it.
        context: { klarna_channel: input.channel } as never,
      })),
    })
    const noted = noteLinkAuthorStep(
      transform({ input, session }, ({ input, session }) => ({
        payment_session_id: (session as { id: string }).id,
        actor_id: input.actor_id ?? null,
      }))
    )
    when("stand-on-link", { prepared }, ({ prepared }) => prepared.places_order).then(() =>
      standOnLinkStep(
        transform({ session }, ({ session }) => ({ payment_session_id: (session as { id: string }).id }))
      )
    )
    return new WorkflowResponse(
      transform({ session, noted }, ({ session, noted }) => ({
        payment_session_id: (session as { id: string }).id,
        ...noted,
      }))
    )
  }
)
