import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { readDesk, requirePossible } from "../desk/read-desk"
import { extendAuthorization } from "../desk/extend-authorization"
import type { OrderPayment } from "./find-purchase-of-order"

export type ExtendAtKlarnaStepInput = OrderPayment & { actor_id?: string }

export const extendAtKlarnaStepId = "extend-at-klarna"

/** Starts the authorization period anew from today; on one day once. Cannot be undone, and need not be. */
export const extendAtKlarnaStep = createStep(
  extendAtKlarnaStepId,
  async ({ actor_id, ...of }: ExtendAtKlarnaStepInput, { container }) =>
    translated(async () => {
      const desk = await readDesk(container, of)
      requirePossible(desk, "extend")
      await extendAuthorization(container, desk.purchase, actor_id)
      return new StepResponse({ extended: true })
    })
)
