import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { linkSalesChannelsToStockLocationWorkflow } from "@medusajs/medusa/core-flows"
import { ensureSalesChannel, sellEverythingIn } from "./ensure-sales-channel"

/** A sales channel for agents, which no publishable key reaches. The options name it: its orders are placed at once. */
export const ensureTelephone = (container: MedusaContainer): Promise<string> =>
  ensureSalesChannel(container, { name: "Telephone", description: "Orders that agents take by phone" })

/** What the shop sells is sold by phone as well, from the same warehouse. */
export async function sellByTelephone(
  container: MedusaContainer,
  salesChannelId: string,
  stockLocationId: string
): Promise<void> {
  await sellEverythingIn(container, salesChannelId)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["sales_channels.id"],
    filters: { id: stockLocationId },
  })
  if (data[0]?.sales_channels?.some((channel: { id: string } | null) => channel?.id === salesChannelId))
    return
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: stockLocationId, add: [salesChannelId] },
  })
}
