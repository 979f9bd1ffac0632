import type { MedusaContainer } from "@medusajs/framework/types"
import { updateSalesChannelsWorkflow, updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { markets } from "./markets"

const STORE = "Lykta & Blad"

/** Medusa makes a store, a sales channel and a publishable key when it boots: they become the demo shop's. */
export async function ensureStore(container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: stores } = await query.graph({
    entity: "store",
    fields: ["id", "name", "default_sales_channel_id"],
  })
  const store = stores[0]
  const salesChannelId = store?.default_sales_channel_id
  if (!store || !salesChannelId) throw new Error("Medusa has no store yet: boot it once before seeding.")
  if (store.name !== STORE) await nameStore(container, store.id, salesChannelId)
  return { salesChannelId, publishableKey: await publishableKeyOf(container, salesChannelId) }
}

async function nameStore(container: MedusaContainer, storeId: string, salesChannelId: string) {
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: storeId },
      update: {
        name: STORE,
        // A region's own tax flag does not reach prices that name only a currency: this one does.
        supported_currencies: markets.map(({ currencyCode, pricesIncludeTax }, index) => ({
          currency_code: currencyCode,
          is_tax_inclusive: pricesIncludeTax,
          is_default: index === 0,
        })),
      },
    },
  })
  await updateSalesChannelsWorkflow(container).run({
    input: {
      selector: { id: salesChannelId },
      update: { name: "Storefront", description: "The demo storefront" },
    },
  })
}

async function publishableKeyOf(container: MedusaContainer, salesChannelId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: keys } = await query.graph({
    entity: "api_key",
    fields: ["token", "revoked_at", "sales_channels.id"],
    filters: { type: "publishable" },
  })
  const key = keys.find(
    ({ revoked_at, sales_channels }) =>
      !revoked_at && sales_channels?.some((channel: { id: string }) => channel.id === salesChannelId)
  )
  if (!key) throw new Error("The store's sales channel has no publishable key: make one in Medusa Admin.")
  return key.token
}
