import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createSalesChannelsWorkflow, linkProductsToSalesChannelWorkflow } from "@medusajs/medusa/core-flows"

/** @returns the id of the sales channel with this name */
export async function ensureSalesChannel(
  container: MedusaContainer,
  channel: { name: string; description: string }
): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "sales_channel",
    fields: ["id"],
    filters: { name: channel.name },
  })
  if (data[0]) return data[0].id
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [channel] },
  })
  const [made] = result
  if (!made) throw new Error("Medusa made nothing.")
  return made.id
}

/** Everything that the shop sells is sold there as well. */
export async function sellEverythingIn(container: MedusaContainer, salesChannelId: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "product", fields: ["id", "sales_channels.id"] })
  const missing = data
    .filter(
      ({ sales_channels }) =>
        !sales_channels?.some((channel: { id: string } | null) => channel?.id === salesChannelId)
    )
    .map(({ id }) => id)
  if (!missing.length) return
  await linkProductsToSalesChannelWorkflow(container).run({ input: { id: salesChannelId, add: missing } })
}
