import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createApiKeysWorkflow, linkSalesChannelsToApiKeyWorkflow } from "@medusajs/medusa/core-flows"
import { ensureSalesChannel } from "./ensure-sales-channel"

/** As the options name it, which make its carts be paid in the store. */
const KIOSK = { name: "Kiosk", description: "The screen on which customers buy in the store" }

export interface Kiosk {
  readonly salesChannelId: string
  readonly publishableKey: string
}

/** A sales channel for the screen in the store, and a publishable key that reaches no other. */
export async function ensureKiosk(container: MedusaContainer): Promise<Kiosk> {
  const salesChannelId = await ensureSalesChannel(container, KIOSK)
  return { salesChannelId, publishableKey: await ensurePublishableKey(container, salesChannelId) }
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
    input: { api_keys: [{ title: KIOSK.name, type: "publishable", created_by: "demo" }] },
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
