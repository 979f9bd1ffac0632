import type { MedusaContainer } from "@medusajs/framework/types"
import type { DemoShop } from "./demo-shop"
import { ensureCounter } from "./ensure-counter"
import { ensureDelivery } from "./ensure-delivery"
import { ensureKiosk } from "./ensure-kiosk"
import { ensureProducts } from "./ensure-products"
import { ensurePromotions } from "./ensure-promotions"
import { ensureRegions } from "./ensure-regions"
import { sellEverythingIn } from "./ensure-sales-channel"
import { ensureStock } from "./ensure-stock"
import { ensureStore } from "./ensure-store"
import { ensureTaxes } from "./ensure-taxes"
import { ensureTelephone, sellByTelephone } from "./ensure-telephone"
import { ensureWarehouse } from "./ensure-warehouse"

export interface SeedOptions {
  /** Where the storefront serves the products' pictures from. */
  readonly storefrontUrl?: string
}

/**
 * Fills an empty Medusa with the demo shop. Run again, it adds what is missing (such as a payment
 * provider that was installed since) and keeps what people made of the rest.
 */
export async function seedDemoShop(
  container: MedusaContainer,
  { storefrontUrl = "http://localhost:8000" }: SeedOptions = {}
): Promise<DemoShop> {
  const { salesChannelId, publishableKey } = await ensureStore(container)
  // Before the first region: from then on the boot checks the sales channels that options name.
  const kiosk = await ensureKiosk(container)
  const telephoneChannelId = await ensureTelephone(container)
  const regions = await ensureRegions(container)
  const warehouse = await ensureWarehouse(container, salesChannelId)
  const shippingOptions = await ensureDelivery(container, warehouse)
  const products = await ensureProducts(container, {
    salesChannelId,
    shippingProfileId: warehouse.shippingProfileId,
    storefrontUrl,
  })
  const kioskShippingOptionId = await ensureCounter(container, warehouse, kiosk.salesChannelId)
  await sellEverythingIn(container, kiosk.salesChannelId)
  await sellByTelephone(container, telephoneChannelId, warehouse.stockLocationId)
  await ensureTaxes(container, products.bookTypeId)
  await ensureStock(container, warehouse.stockLocationId)
  const promotions = await ensurePromotions(container, products.subscriptionIds)
  return {
    publishable_key: publishableKey,
    sales_channel_id: salesChannelId,
    kiosk: {
      publishable_key: kiosk.publishableKey,
      sales_channel_id: kiosk.salesChannelId,
      shipping_option_id: kioskShippingOptionId,
    },
    telephone: { sales_channel_id: telephoneChannelId },
    stock_location_id: warehouse.stockLocationId,
    regions,
    variants: products.variants,
    shipping_options: shippingOptions,
    promotions,
  }
}
