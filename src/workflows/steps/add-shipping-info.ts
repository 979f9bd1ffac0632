import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ShippingInfo } from "../../domain/shipping-info"
import { translated } from "../../medusa/to-medusa-error"
import { readDesk } from "../desk/read-desk"
import { addShippingInfo } from "../desk/shipping-info-effect"
import type { OrderPayment } from "./find-purchase-of-order"

export type AddShippingInfoStepInput = OrderPayment & {
  /** Klarna's. */
  capture_id: string
  shipping_info: ShippingInfo[]
  actor_id?: string
}

export const addShippingInfoStepId = "add-klarna-shipping-info"

/** Not undone: it was said. */
export const addShippingInfoStep = createStep(
  addShippingInfoStepId,
  async ({ capture_id, shipping_info, actor_id, ...of }: AddShippingInfoStepInput, { container }) =>
    translated(async () => {
      const { managed, purchase } = await readDesk(container, of)
      if (!managed.captures.some((capture) => capture.capture_id === capture_id)) {
        throw new MedusaError(
          MedusaError.Types.NOT_FOUND,
          `Klarna has no capture ${capture_id} for order ${of.order_id}`,
          "NO_SUCH_CAPTURE"
        )
      }
      await addShippingInfo(container, purchase, capture_id, shipping_info, actor_id)
      return new StepResponse({ added: shipping_info.length })
    })
)
