import type { MedusaNextFunction, MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { salesChannelRule } from "../../config/sales-channel-rule"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

/**
 * Refuses to move a cart into a sales channel that the options sell in a store or by telephone, where the storefront's
 * key does not have it: 400. Medusa compares channel and key where a cart is made, not where it is changed.
 */
export async function requireOwnSalesChannel(
  req: MedusaStoreRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
) {
  const id = (req.body as { sales_channel_id?: unknown } | undefined)?.sales_channel_id
  if (typeof id !== "string" || req.publishable_key_context.sales_channel_ids.includes(id)) return next()
  const { config } = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "sales_channel",
    fields: ["id", "name"],
    filters: { id },
  })
  const { channel = "ecommerce" } = salesChannelRule(config, data[0])
  if (channel === "ecommerce") return next()
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "sales_channel_id: the publishable key does not have this sales channel"
  )
}
