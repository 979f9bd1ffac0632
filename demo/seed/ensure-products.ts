import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createProductTypesWorkflow,
  createProductsWorkflow,
  updateProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import { catalogue, type DemoProduct } from "./catalogue"

const BOOK = "Book"

interface Placement {
  readonly salesChannelId: string
  readonly shippingProfileId: string
  readonly storefrontUrl: string
}

export async function ensureProducts(container: MedusaContainer, placement: Placement) {
  const bookTypeId = await ensureBookType(container)
  const existing = await readProducts(container)
  const missing = catalogue.filter(({ handle }) => !existing.has(handle))
  if (missing.length) {
    await createProductsWorkflow(container).run({
      input: { products: missing.map((product) => productInput(product, placement, bookTypeId)) },
    })
  }
  await movePictures(container, existing, placement.storefrontUrl)
  return {
    bookTypeId,
    subscriptionIds: await readSubscriptionIds(container),
    variants: await readVariants(container),
  }
}

async function ensureBookType(container: MedusaContainer) {
  const [existing] = await container.resolve(Modules.PRODUCT).listProductTypes({ value: BOOK })
  if (existing) return existing.id
  const { result } = await createProductTypesWorkflow(container).run({
    input: { product_types: [{ value: BOOK }] },
  })
  const [type] = result
  if (!type) throw new Error("Medusa made no product type.")
  return type.id
}

function productInput(product: DemoProduct, placement: Placement, bookTypeId: string) {
  const picture = pictureOf(product.handle, placement.storefrontUrl)
  return {
    handle: product.handle,
    title: product.title,
    subtitle: product.subtitle,
    description: product.description,
    status: "published" as const,
    type_id: product.isBook ? bookTypeId : undefined,
    metadata: product.subscription ? { klarna_subscription: product.subscription } : undefined,
    thumbnail: picture,
    images: [{ url: picture }],
    shipping_profile_id: placement.shippingProfileId,
    sales_channels: [{ id: placement.salesChannelId }],
    options: [{ title: product.option, values: product.variants.map(({ title }) => title) }],
    variants: product.variants.map(({ title, sku, prices }, variant_rank) => ({
      title,
      sku,
      variant_rank,
      options: { [product.option]: title },
      prices: Object.entries(prices).map(([currency_code, amount]) => ({ currency_code, amount })),
    })),
  }
}

const pictureOf = (handle: string, storefrontUrl: string) => `${storefrontUrl}/products/${handle}.svg`

/** The storefront may have moved to another port since the products were made. */
async function movePictures(
  container: MedusaContainer,
  existing: ReadonlyMap<string, Existing>,
  storefrontUrl: string
) {
  const moved = catalogue.flatMap(({ handle }) => {
    const product = existing.get(handle)
    const picture = pictureOf(handle, storefrontUrl)
    const isOurs = product?.thumbnail?.endsWith(`/products/${handle}.svg`)
    if (!product || !isOurs || product.thumbnail === picture) return []
    return [{ id: product.id, thumbnail: picture, images: [{ url: picture }] }]
  })
  if (moved.length) await updateProductsWorkflow(container).run({ input: { products: moved } })
}

interface Existing {
  readonly id: string
  readonly thumbnail: string | null
}

async function readProducts(container: MedusaContainer): Promise<Map<string, Existing>> {
  const products = await container
    .resolve(Modules.PRODUCT)
    .listProducts(
      { handle: catalogue.map(({ handle }) => handle) },
      { select: ["id", "handle", "thumbnail"] }
    )
  return new Map(products.map(({ id, handle, thumbnail }) => [handle, { id, thumbnail }]))
}

async function readSubscriptionIds(container: MedusaContainer): Promise<string[]> {
  const handles = catalogue.flatMap(({ handle, subscription }) => (subscription ? [handle] : []))
  const products = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ handle: handles }, { select: ["id"] })
  return products.map(({ id }) => id)
}

async function readVariants(container: MedusaContainer): Promise<Record<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const skus = catalogue.flatMap(({ variants }) => variants.map(({ sku }) => sku))
  const { data } = await query.graph({ entity: "variant", fields: ["id", "sku"], filters: { sku: skus } })
  return Object.fromEntries(data.flatMap(({ id, sku }) => (sku ? [[sku, id]] : [])))
}
