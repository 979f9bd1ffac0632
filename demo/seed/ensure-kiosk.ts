import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createSalesChannelsWorkflow,
  linkProductsToSalesChannelWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"

/** As the options name it, which make its carts be paid in the store. */
const KIOSK = "Kiosk"

export interface Kiosk {
  readonly salesChannelId: string
  readonly publishableKey: string
}

/** A sales channel for the screen in the store, and a publishable key that reaches no other. */
export async function ensureKiosk(container: MedusaContainer): Promise<Kiosk> {
  const salesChannelId = await ensureSalesChannel(container)
  return { salesChannelId, publishableKey: await ensurePublishableKey(container, salesChannelId) }
}

/** Everything that the shop sells is sold there as well. */
export async function sellInKiosk(container: MedusaContainer, { salesChannelId }: Kiosk): Promise<void> {
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

async function ensureSalesChannel(container: MedusaContainer): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "sales_channel", fields: ["id"], filters: { name: KIOSK } })
  if (data[0]) return data[0].id
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: {
      salesChannelsData: [{ name: KIOSK, description: "The screen on which customers buy in the store" }],
    },
  })
  return idOf(result)
}

async function ensurePublishableKey(container: MedusaContainer, salesChannelId: string): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "api_key",
    fields: ["token", "revoked_at", "sales_channels.id"],
    filters: { type: "publishable" },
  })
  const existing = data.find(
    ({ revoked_at, sales_channels }) =>
      !revoked_at && sales_channels?.some((channel: { id: string } | null) => channel?.id === salesChannelId)
  )
  if (existing) return existing.token
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: KIOSK, type: "publishable", created_by: "demo" }] },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: idOf(result), add: [salesChannelId] },
  })
  return (result[0] as { token: string }).token
}

function idOf([made]: readonly { id: string }[]): string {
  if (!made) throw new Error("Medusa made nothing.")
  return made.id
}
