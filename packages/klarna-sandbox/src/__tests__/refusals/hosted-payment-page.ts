import { createOrder, createSession, order, paidOrder } from "../support/orders"
import { createPaymentsSession } from "../support/payments"
import { distributionRows } from "./distribution"
import { ended, page, sessions } from "./page-scenes"
import { NOBODY, row, type MerchantName, type RefusedCall, type Row, type Scene } from "./row"

const HOUR = 3_600_000

const create =
  (more: object, api: "checkout" | "payments" = "checkout", as?: MerchantName) =>
  async (scene: Scene): Promise<RefusedCall> => {
    const path =
      api === "checkout"
        ? `/checkout/v3/orders/${await createOrder(scene.client, order())}`
        : `/payments/v1/sessions/${await createPaymentsSession(as ? scene.as(as) : scene.client)}`
    const body = { payment_session_url: scene.sandbox.url + path, ...more }
    return { method: "POST", path: sessions, body, ...(as && { as }) }
  }

const createFor = (id: string) => (scene: Scene) => ({
  method: "POST",
  path: sessions,
  body: { payment_session_url: `${scene.sandbox.url}/checkout/v3/orders/${id}` },
})

const bad = (title: string, more: object, message: string, options = {}): Row =>
  row(title, create(more), 400, "BAD_VALUE", `Bad value: ${message}`, options)

const act = (id: string, action: string, more = {}): RefusedCall => ({
  method: "POST",
  path: `/_sandbox/hpp/${id}/consumer`,
  body: { action, ...more },
})

const secure = "merchant_urls.status_update (must be a valid https URI)"

/** klarna-hpp.md: §3 statuses, §4 and §5 fields, §6 leaving, §8 states, §10.1 distribution, §13 codes. */
export const hostedPaymentPage: Row[] = [
  bad("no payment session", { payment_session_url: undefined }, "payment_session_url"),
  bad(
    "an address of somebody else's",
    { payment_session_url: "https://pay.example/checkout/v3/orders/1" },
    "payment_session_url"
  ),
  row(
    "another merchant's order",
    async (scene) => ({ ...(await create({})(scene)), as: "other" }),
    400,
    "BAD_VALUE",
    "Bad value: payment_session_url"
  ),
  row(
    "Klarna Payments at Kustom",
    create({}, "payments", "kustom"),
    400,
    "BAD_VALUE",
    "Bad value: payment_session_url"
  ),
  bad("an unknown mode", { options: { place_order_mode: "LATER" } }, "options.place_order_mode"),
  bad("an unknown purchase type", { options: { purchase_type: "STEAL" } }, "options.purchase_type"),
  bad(
    "an unknown category",
    { options: { payment_method_category: "SHELLS" } },
    "options.payment_method_category"
  ),
  bad(
    "one category and several",
    { options: { payment_method_category: "PAY_NOW", payment_method_categories: ["PAY_LATER"] } },
    "options.payment_method_category"
  ),
  row(
    "a category that the session does not offer",
    create({ options: { payment_method_category: "DIRECT_DEBIT" } }, "payments"),
    400,
    "BAD_VALUE",
    "Bad value: options.payment_method_category"
  ),
  bad("status_update over http", { merchant_urls: { status_update: "http://shop.example/s" } }, secure),
  bad(
    "status_update over http on this machine, when strict",
    { merchant_urls: { status_update: "http://127.0.0.1:9000/s" } },
    secure,
    { strictHttps: true }
  ),
  bad("a logo over http", { options: { logo_url: "http://shop.example/logo.png" } }, "options.logo_url"),
  bad(
    "an address that is none",
    { merchant_urls: { success: "shop" } },
    "merchant_urls.success (must be a valid http or https URI)"
  ),
  row("an order that never was", createFor(NOBODY), 404, "NOT_FOUND"),
  row(
    "an order that is paid",
    async (scene) => createFor(await paidOrder(scene.client))(scene),
    404,
    "NOT_FOUND"
  ),
  row(
    "an order in its last hour",
    async (scene) => {
      const id = await createOrder(scene.client, order())
      await scene.sandbox.advance(47 * HOUR)
      return createFor(id)(scene)
    },
    404,
    "NOT_FOUND"
  ),

  row("reading what never was", () => ({ path: `${sessions}/${NOBODY}` }), 404, "NOT_FOUND"),
  row(
    "reading what is over",
    async (scene) => {
      const id = await page(scene)
      await scene.sandbox.advance(47 * HOUR)
      return { path: `${sessions}/${id}` }
    },
    404,
    "NOT_FOUND"
  ),
  row(
    "reading another merchant's session",
    async (scene) => ({ path: `${sessions}/${await page(scene)}`, as: "other" }),
    403,
    "INVALID_OPERATION"
  ),
  ...(["approve", "cancel"] as const).map((how) =>
    row(
      `disabling a session that ended by ${how}`,
      async (scene) => ({ method: "DELETE", path: `${sessions}/${await ended(scene, how)}` }),
      400,
      "BAD_REQUEST"
    )
  ),
  row(
    "a new token for the module of a session that is over",
    async (scene) => ({
      method: "POST",
      path: `${sessions}/${await ended(scene, "disable")}/distribution-module/token`,
    }),
    400,
    "BAD_REQUEST"
  ),
  row(
    "an identity check without a decision",
    async (scene) => ({ method: "POST", path: `${sessions}/${await page(scene)}/manual-id-check`, body: {} }),
    400,
    "BAD_VALUE",
    "Bad value: approved"
  ),
  row(
    "an identity check that nobody asked for",
    async (scene) => ({
      method: "POST",
      path: `${sessions}/${await page(scene)}/manual-id-check`,
      body: { approved: true },
    }),
    409,
    "NOT_OFFERED"
  ),

  ...distributionRows,

  ...(["open", "decline", "back", "approve"] as const).map((action) =>
    row(
      `${action} on a page that was disabled`,
      async (scene) => act(await ended(scene, "disable"), action),
      409,
      undefined,
      /DISABLED/
    )
  ),
  row(
    "a cancellation that the page does not offer",
    async (scene) => act(await page(scene, { back: "https://shop.example" }, "IN_STORE"), "cancel"),
    409,
    undefined,
    /offers back, not cancel/
  ),
  row(
    "a way to pay that the page does not offer",
    async (scene) => act(await page(scene), "approve", { payment_method_category: "DIRECT_DEBIT" }),
    409,
    undefined,
    /not DIRECT_DEBIT/
  ),
  row(
    "paying while the seller looks at a document",
    async (scene) => {
      await scene.client.control("POST", "/settings", { manual_identification: true })
      const id = await page(scene, {}, "IN_STORE")
      await scene.client.consumer(id, "approve")
      return act(id, "approve")
    },
    409,
    undefined,
    /checking the identity/
  ),
  row(
    "paying on a disabled page what was paid on another",
    async (scene) => {
      await scene.client.control("POST", "/settings", { completes_although_disabled: true })
      const orderId = await createOrder(scene.client, order())
      const { body } = await createSession(scene.client, scene.sandbox.url, orderId)
      await scene.client.consumer(body.session_id, "open")
      await scene.client.call("DELETE", `${sessions}/${body.session_id}`)
      await scene.client.control("POST", `/orders/${orderId}/complete`)
      return act(body.session_id, "approve")
    },
    409,
    undefined,
    /can no longer be paid/
  ),
]
