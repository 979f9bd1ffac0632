import Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"
import type { Country } from "../country"
import type { KlarnaSession } from "../klarna"
import { settings } from "../settings"
import { VARIANT_FIELDS, priceOf, stockOf } from "../variant-price"

/** The kiosk's own client: with its key every cart belongs to the kiosk's sales channel, and to no other. */
const sdk = new Medusa({ baseUrl: settings.medusaUrl, publishableKey: settings.kioskPublishableKey })

/** One thing to touch on the screen. */
export interface Ware {
  readonly variantId: string
  readonly title: string
  readonly picture: string | null
  /** Major units, as the country's shoppers see prices. */
  readonly price: number
  readonly stock: number
}

export interface KioskPayment {
  readonly cartId: string
  readonly sessionId: string
  readonly amount: number
  readonly currencyCode: string
  readonly qrCodeUrl: string
}

/** Those that pay on a page of Klarna's, as a phone does; the one that captures what is handed over comes first. */
const PROVIDERS = ["pp_klarna-payments_klarna", "pp_klarna-checkout_klarna"]

export async function listWares(country: Country): Promise<Ware[]> {
  const { products } = await sdk.store.product.list({
    region_id: country.regionId,
    country_code: country.code,
    fields: VARIANT_FIELDS,
    limit: 60,
  })
  return products.flatMap(waresOf).sort((a, b) => b.price - a.price)
}

function waresOf(product: HttpTypes.StoreProduct): Ware[] {
  return (product.variants ?? []).flatMap((variant) => {
    const price = priceOf(variant)
    if (!price || stockOf(variant) < 1) return []
    const title =
      variant.title && variant.title !== product.title ? `${product.title}, ${variant.title}` : product.title
    return [{ variantId: variant.id, title, picture: product.thumbnail, price, stock: stockOf(variant) }]
  })
}

/** Makes a cart of what was touched and opens Klarna's page for it. Nobody types who they are: Klarna asks the phone. */
export async function payBasket(
  country: Country,
  basket: ReadonlyMap<string, number>
): Promise<KioskPayment> {
  const { cart } = await sdk.store.cart.create({
    region_id: country.regionId,
    shipping_address: { country_code: country.code },
    items: [...basket].map(([variant_id, quantity]) => ({ variant_id, quantity })),
  })
  const { shipping_options } = await sdk.store.fulfillment.listCartOptions({ cart_id: cart.id })
  const handedOver = shipping_options.find(({ amount }) => amount === 0)
  if (!handedOver) throw new Error("The kiosk's sales channel has no way to hand goods over")
  const ready = await sdk.store.cart.addShippingMethod(cart.id, { option_id: handedOver.id })
  return openPage(ready.cart, await providerOf(country))
}

/** The same cart once more, after a phone has cancelled. */
export async function payAgain(country: Country, { cartId }: KioskPayment): Promise<KioskPayment> {
  const { cart } = await sdk.store.cart.retrieve(cartId)
  return openPage(cart, await providerOf(country))
}

async function openPage(cart: HttpTypes.StoreCart, provider_id: string): Promise<KioskPayment> {
  const { payment_collection } = await sdk.store.payment.initiatePaymentSession(cart, { provider_id })
  const session = payment_collection.payment_sessions?.find((each) => each.provider_id === provider_id)
  const qrCodeUrl = session?.data["qr_code_url"]
  if (!session || typeof qrCodeUrl !== "string") throw new Error("Klarna gave no QR code")
  return {
    cartId: cart.id,
    sessionId: session.id,
    amount: cart.total,
    currencyCode: cart.currency_code,
    qrCodeUrl,
  }
}

async function providerOf({ regionId }: Country): Promise<string> {
  const { payment_providers } = await sdk.store.payment.listPaymentProviders({ region_id: regionId })
  const chosen = PROVIDERS.find((id) => payment_providers.some((offered) => offered.id === id))
  if (!chosen) throw new Error("Klarna is not offered in this region")
  return chosen
}

export async function lookAtPayment({ sessionId }: KioskPayment): Promise<KlarnaSession> {
  const { session } = await sdk.client.fetch<{ session: KlarnaSession }>(
    `/store/klarna/sessions/${encodeURIComponent(sessionId)}`
  )
  return session
}

/** The number on the receipt; the screen is everybody's, so nothing else of the order is read. */
export async function readOrderNumber(orderId: string): Promise<number | undefined> {
  const { order } = await sdk.store.order.retrieve(orderId, { fields: "id,display_id" })
  return order.display_id
}

/**
 * Nobody is to take away what a left cart still lets a phone pay: emptied, it is not what was agreed to, and such a
 * payment goes back.
 */
export async function leaveCart({ cartId }: KioskPayment): Promise<void> {
  const { cart } = await sdk.store.cart.retrieve(cartId)
  for (const { id } of cart.items ?? []) await sdk.store.cart.deleteLineItem(cartId, id)
}
