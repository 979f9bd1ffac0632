import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { OrderPayment } from "../../../../workflows/steps/find-purchase-of-order"

const named = z.string().trim().min(1).max(255).optional()

/**
 * Which Klarna order of Medusa's a desk route speaks of: `?klarna_order_id=`, without which it is the newest that pays.
 *
 * @throws MedusaError `invalid_data` for one that is empty, too long or given twice
 */
export function orderPaymentOf({ params, query }: Pick<MedusaRequest, "params" | "query">): OrderPayment {
  const { success, data } = named.safeParse(query.klarna_order_id)
  if (!success) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "klarna_order_id: one id of Klarna's, at most 255 characters"
    )
  }
  return { order_id: params.order_id as string, klarna_order_id: data }
}
