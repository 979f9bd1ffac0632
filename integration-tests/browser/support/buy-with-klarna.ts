import { sandboxControl } from "../../support/sandbox-control"
import { ADDRESSES } from "../../support/addresses"
import { eventually } from "../../support/eventually"
import { readKlarnaOrderOf, readOrderById } from "./admin-api"
import { STEP_WITHIN_MS } from "./demo-in-browser"
import type { DemoAddresses } from "./running-demo"

/**
 * An order paid on Klarna's page, without a browser: for what comes after the purchase.
 *
 * @param items quantities by SKU
 * @param consumer how the shopper pays, as the sandbox's consumer takes it
 * @returns once Klarna's order carries the shop's number
 */
export async function buyWithKlarna(
  demo: DemoAddresses,
  items: Record<string, number>,
  consumer: Record<string, unknown> = {},
  provider_id = "pp_klarna-checkout_klarna"
) {
  const klarna = sandboxControl(demo.sandbox)
  const ask = askStore(demo)
  const { regions } = await ask("GET", "/store/regions")
  const region = regions.find(({ countries }: Any) => countries.some(({ iso_2 }: Any) => iso_2 === "se"))
  const { products } = await ask(
    "GET",
    `/store/products?limit=100&fields=id,*variants&region_id=${region.id}`
  )
  const variants = products.flatMap((product: Any) => product.variants)
  const { cart } = await ask("POST", "/store/carts", {
    region_id: region.id,
    email: "alva@example.com",
    shipping_address: ADDRESSES.se,
    billing_address: ADDRESSES.se,
  })
  for (const [sku, quantity] of Object.entries(items)) {
    const variant_id = variants.find((variant: Any) => variant.sku === sku).id
    await ask("POST", `/store/carts/${cart.id}/line-items`, { variant_id, quantity })
  }
  const { shipping_options } = await ask("GET", `/store/shipping-options?cart_id=${cart.id}`)
  const option = shipping_options.find(({ amount }: Any) => amount > 0)
  await ask("POST", `/store/carts/${cart.id}/shipping-methods`, { option_id: option.id })
  const { payment_collection } = await ask("POST", "/store/payment-collections", { cart_id: cart.id })
  const answer = await ask("POST", `/store/payment-collections/${payment_collection.id}/payment-sessions`, {
    provider_id,
  })
  const [session] = answer.payment_collection.payment_sessions
  await klarna.consumer(session.data.hpp_session_id, "approve", consumer)
  const order = await eventually(
    async () => {
      const { order_id } = (await ask("GET", `/store/klarna/sessions/${session.id}`)).session
      return order_id ? readOrderById(demo, order_id) : undefined
    },
    { within: STEP_WITHIN_MS, what: "the order" }
  )
  const klarnaOrderId = (await readKlarnaOrderOf(demo, order.id)) as string
  await eventually(async () => (await klarna.order(klarnaOrderId)).merchant_reference1, {
    within: STEP_WITHIN_MS,
    what: "the order's number at Klarna",
  })
  return { orderId: order.id, number: String(order.display_id), klarnaOrderId }
}

/** Medusa's answers, as they come. */
type Any = any

const askStore =
  ({ medusa, publishable_key }: DemoAddresses) =>
  async (method: "GET" | "POST", path: string, body?: unknown): Promise<Any> => {
    const answer = await fetch(medusa + path, {
      method,
      headers: { "content-type": "application/json", "x-publishable-api-key": publishable_key },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
