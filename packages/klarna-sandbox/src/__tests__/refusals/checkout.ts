import { createOrder, delivery, lamps, order, orderOf, paidOrder } from "../support/orders"
import { NOBODY, row, type Scene } from "./row"

const HOUR = 3_600_000
const orders = "/checkout/v3/orders"

const create = (body: unknown) => () => ({ method: "POST", path: orders, body })

const line = (changes: Record<string, unknown>) => ({ ...lamps, ...changes })
const withLine = (changes: Record<string, unknown>) => orderOf([line(changes)])

/** A page that is paid, aborted or expired is changed in vain. */
const changes = (path: (id: string) => string) => async (id: string) => ({
  method: "POST",
  path: path(id),
  body: { merchant_reference1: "1" },
})
const update = changes((id) => `${orders}/${id}`)
const abort = async (id: string) => ({ method: "POST", path: `${orders}/${id}/abort` })

const open = (scene: Scene) => createOrder(scene.client, order())
async function aborted(scene: Scene) {
  const id = await open(scene)
  await scene.client.call("POST", `${orders}/${id}/abort`)
  return id
}

const readOnly = [403, "READ_ONLY_ORDER", "Resource is read-only"] as const
const notFound = (id: string) => `Order ${id} was not found`

/** Refused with 400 `BAD_VALUE` and this alone. */
const bad = (title: string, body: unknown, message: string, options = {}) =>
  row(title, create(body), 400, "BAD_VALUE", `Bad value: ${message}`, options)

const web = "(must be a valid http or https URI)"
const https = "(must be a valid https URI)"
const strict = { strictHttps: true }

/** klarna-checkout.md: §2 statuses, §4 limits, §7 addresses, §9 arithmetic. */
export const checkout = [
  row("an order that never was", () => ({ path: `${orders}/${NOBODY}` }), 404, "NOT_FOUND", notFound(NOBODY)),
  row(
    "another merchant's order",
    async (scene) => ({ path: `${orders}/${await open(scene)}`, as: "other" }),
    404,
    "NOT_FOUND"
  ),
  row(
    "an order of more than 48 hours",
    async (scene) => {
      const id = await open(scene)
      await scene.sandbox.advance(48 * HOUR)
      return update(id)
    },
    404,
    "NOT_FOUND"
  ),
  row(
    "an order of more than 48 hours, without a body",
    async (scene) => {
      await scene.client.control("POST", "/settings", { expired_order_body: "empty" })
      const id = await open(scene)
      await scene.sandbox.advance(48 * HOUR)
      return { path: `${orders}/${id}` }
    },
    404
  ),
  row("updating a paid order", async (scene) => update(await paidOrder(scene.client)), ...readOnly),
  row("aborting a paid order", async (scene) => abort(await paidOrder(scene.client)), ...readOnly),
  row("updating an aborted order", async (scene) => update(await aborted(scene)), ...readOnly),
  row("aborting an aborted order", async (scene) => abort(await aborted(scene)), ...readOnly),
  row(
    "an update that does not add up",
    async (scene) => ({ ...(await update(await open(scene))), body: { order_amount: 1 } }),
    400,
    "BAD_VALUE",
    "Bad value: order_amount"
  ),
  row(
    "changing a paid order in the shop's checkout",
    async (scene) => ({
      method: "POST",
      path: `/_sandbox/orders/${await paidOrder(scene.client)}/change`,
      body: { billing_address: { city: "Lund" } },
    }),
    403,
    undefined,
    /read-only/
  ),
  row(
    "a way of delivery that is not offered",
    async (scene) => ({
      method: "POST",
      path: `/_sandbox/orders/${await open(scene)}/change`,
      body: { selected_shipping_option: "drone" },
    }),
    400,
    undefined,
    /drone/
  ),

  bad(
    "a line's total that is not its price times its quantity",
    withLine({ total_amount: 26731 }),
    "order_lines[0].total_amount"
  ),
  bad(
    "a line's tax that is off by more than one",
    orderOf([line({ total_tax_amount: 5348 })]),
    "order_lines[0].total_tax_amount differs from the calculated value [5346] by more than [1]"
  ),
  bad(
    "tax rounded for each piece",
    orderOf([
      {
        name: "Pencil",
        quantity: 12,
        unit_price: 199,
        tax_rate: 2500,
        total_amount: 2388,
        total_tax_amount: 480,
      },
    ]),
    "order_lines[0].total_tax_amount differs from the calculated value [478] by more than [1]"
  ),
  bad(
    "a discount with the rate of what it is not on",
    orderOf([
      line({}),
      {
        type: "discount",
        name: "Off",
        quantity: 1,
        unit_price: -14950,
        tax_rate: 2500,
        total_amount: -14950,
        total_tax_amount: 0,
      },
    ]),
    "order_lines[1].total_tax_amount differs from the calculated value [-2990] by more than [1]"
  ),
  bad("lines that are not the order's amount", order({ order_amount: 31631 }), "order_amount"),
  bad("lines that are not the order's tax", order({ order_tax_amount: 6327 }), "order_tax_amount"),
  bad(
    "a rate over 100 %",
    order({ order_lines: [line({ tax_rate: 10_001 }), delivery] }),
    "order_lines[0].tax_rate"
  ),
  bad("lines that are none", order({ order_lines: "lamps" }), "order_lines"),
  bad("no lines", order({ order_lines: undefined }), "order_lines"),
  bad("1001 lines", order({ order_lines: Array.from({ length: 1001 }, () => lamps) }), "order_lines"),
  bad("a reference of 256 characters", withLine({ reference: "x".repeat(256) }), "order_lines[0].reference"),
  bad("no country", order({ purchase_country: undefined }), "purchase_country"),
  bad("no locale", order({ locale: undefined }), "locale"),
  bad("a locale that is none", order({ locale: "Swedish" }), "locale"),
  bad(
    "an e-mail address that is none",
    order({ billing_address: { email: "alva" } }),
    "billing_address.email"
  ),
  row(
    "a currency that the account lacks",
    create(order({ purchase_currency: "JPY" })),
    400,
    "BAD_VALUE",
    /^Bad value: purchase_currency \(order billing country is: SE, configured currencies are: .*\)$/
  ),
  row(
    "a recurring order where the account has none",
    () => ({ method: "POST", path: orders, body: order({ recurring: true }), as: "limited" }),
    400,
    "BAD_VALUE",
    "Bad value: recurring"
  ),
  bad(
    "no terms",
    { ...order(), merchant_urls: { ...order().merchant_urls, terms: undefined } },
    "merchant_urls.terms"
  ),
  bad("no addresses", { ...order(), merchant_urls: undefined }, "merchant_urls"),
  bad(
    "terms that are no address",
    order({ merchant_urls: { terms: "ftp://shop.example" } }),
    `merchant_urls.terms ${web}`
  ),
  bad(
    "a push to the checkout",
    order({ merchant_urls: { push: "https://shop.example/checkout?id={checkout.order.id}" } }),
    "merchant_urls.push"
  ),
  ...["validation", "address_update", "shipping_option_update", "country_change"].flatMap((name) => [
    bad(
      `${name} over http`,
      order({ merchant_urls: { [name]: "http://shop.example/x" } }),
      `merchant_urls.${name} ${https}`
    ),
    bad(
      `${name} over http on this machine, when strict`,
      order({ merchant_urls: { [name]: "http://localhost:9000/x" } }),
      `merchant_urls.${name} ${https}`,
      strict
    ),
  ]),
]
