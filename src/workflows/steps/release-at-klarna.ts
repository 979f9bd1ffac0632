import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { readDesk, requirePossible } from "../desk/read-desk"
import type { OrderPayment } from "./find-purchase-of-order"

export type ReleaseAtKlarnaStepInput = OrderPayment & { actor_id?: string }

export const releaseAtKlarnaStepId = "release-at-klarna"

/** Gives back what is not captured; there is nothing of it in Medusa's books. Cannot be undone. */
export const releaseAtKlarnaStep = createStep(
  releaseAtKlarnaStepId,
  async ({ actor_id, ...of }: ReleaseAtKlarnaStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      const desk = await readDesk(container, of)
      requirePossible(desk, "release")
      // A capture whose answer was lost may still come to what would be given back.
      await klarna.operations.settleUnresolved(desk.managed.order_id, desk.managed)
      await klarna.operations.ensure(desk.purchase, {
        kind: "release",
        singleton: "release",
        amount: null,
        created_by: actor_id ?? null,
        medusa_row_id: null,
        body: () => null,
      })
      return new StepResponse({ released: true })
    })
)
