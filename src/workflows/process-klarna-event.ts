import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { claimKlarnaEventStep } from "./steps/claim-klarna-event"
import { finishKlarnaEventStep } from "./steps/finish-klarna-event"
import { readKlarnaPageStep } from "./steps/read-klarna-page"
import { syncKlarnaPurchaseWorkflow } from "./sync-klarna-purchase"

export type ProcessKlarnaEventInput = { event_id: string }

export const processKlarnaEventWorkflowId = "process-klarna-event"

/**
 * Works off one signal from the inbox. A signal about the page is checked against the page, one about the payment
 * against the payment; a page that is closed for good makes the payment worth a look as well.
 */
export const processKlarnaEventWorkflow = createWorkflow(
  processKlarnaEventWorkflowId,
  (input: ProcessKlarnaEventInput) => {
    const event = claimKlarnaEventStep(input)

    const page = when(
      "read-the-page",
      { event },
      ({ event }) => event.todo === "read_page" && event.page_id !== null
    ).then(() => readKlarnaPageStep({ page_id: event.page_id as unknown as string }))

    const synced = when(
      "sync-the-purchase",
      { event, page },
      ({ event, page }) => event.todo === "sync" || page?.state === "COMPLETED" || page?.state === "CANCELLED"
    ).then(() => syncKlarnaPurchaseWorkflow.runAsStep({ input: { purchase_id: event.purchase_id } }))

    when("finish", { event }, ({ event }) => event.todo !== "nothing").then(() =>
      finishKlarnaEventStep(
        transform({ event, page, synced }, ({ event, page, synced }) => ({
          event_id: event.event_id,
          outcome: synced?.act ?? page?.state ?? event.todo,
        }))
      )
    )

    return new WorkflowResponse(
      transform({ synced }, ({ synced }) => ({
        act: synced?.act ?? null,
        order_id: synced?.order_id ?? null,
      }))
    )
  }
)
