import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { captureBody } from "../../domain/operation-bodies"
import type { ShippingInfo } from "../../domain/shipping-info"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { planRequest, type DeskRequest } from "../desk/plan-request"
import { readDesk, requirePossible } from "../desk/read-desk"
import { paymentOf, type OrderPayment } from "./find-purchase-of-order"

export type CaptureAtKlarnaStepInput = OrderPayment & {
  request: DeskRequest
  /** The effect that the request repeats, if it does. */
  repeated: string | null
  shipping_info?: ShippingInfo[]
  description?: string
  actor_id?: string
}

export const captureAtKlarnaStepId = "capture-at-klarna"

/**
 * Captures at Klarna what staff ask for, with the lines that it is. Medusa's books follow, and the repair sees to it
 * that they do. Cannot be undone.
 */
export const captureAtKlarnaStep = createStep(
  captureAtKlarnaStepId,
  async (input: CaptureAtKlarnaStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      const repeated = input.repeated ? await klarna.operations.byId(input.repeated) : undefined
      if (repeated) {
        await klarna.operations.repeat(repeated)
        return new StepResponse({ operation_id: repeated.id })
      }
      const desk = await readDesk(container, paymentOf(input))
      requirePossible(desk, "capture")
      const planned = planRequest(desk, "capture", input.request)
      const operation = await klarna.operations.run(desk.purchase, {
        kind: "capture",
        amount: planned.amount,
        items: planned.items,
        created_by: input.actor_id ?? null,
        medusa_row_id: null,
        singleton: null,
        body: (operationId) => captureBody(operationId, planned, input),
      })
      return new StepResponse({ operation_id: operation.id })
    })
)
