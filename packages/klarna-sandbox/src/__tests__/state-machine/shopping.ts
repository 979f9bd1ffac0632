import fc, { type Arbitrary, type AsyncCommand } from "fast-check"
import { order } from "../support/orders"
import { paymentsSession } from "../support/payments"
import { command, pick } from "./command"
import type { Model, Real } from "./model"

type Command = AsyncCommand<Model, Real>

/** One piece at this price, without tax. */
export const cart = (amount: number) => ({
  order_amount: amount,
  order_tax_amount: 0,
  order_lines: [
    { name: "Lamp", quantity: 1, unit_price: amount, tax_rate: 0, total_tax_amount: 0, total_amount: amount },
  ],
})

const amount = fc.integer({ min: 0, max: 50_000 })
const some = fc.nat({ max: 20 })

const CHANNELS = ["ECOMMERCE", "IN_STORE"]

export const createCheckout = (value: number, acquiring_channel: string) =>
  command(`create a Checkout order of ${value} (${acquiring_channel})`, async (model, real) => {
    const sent = order({ ...cart(value), options: { acquiring_channel } })
    const { status, body } = await real.call("POST", "/checkout/v3/orders", sent)
    expect(status).toBe(201)
    model.checkoutOrders.push(body.order_id)
  })

const changeCheckout = fc.tuple(some, amount, fc.boolean()).map(([which, value, isSound]) =>
  command(
    `change Checkout order ${which} to ${value}${isSound ? "" : ", wrongly"}`,
    async (model, real) => {
      const body = isSound ? cart(value) : { order_amount: value + 1 }
      await real.call("POST", `/checkout/v3/orders/${pick(model.checkoutOrders, which)}`, body)
    },
    ({ checkoutOrders }) => checkoutOrders.length > 0
  )
)

const abortCheckout = some.map((which) =>
  command(
    `abort Checkout order ${which}`,
    (model, real) =>
      real
        .call("POST", `/checkout/v3/orders/${pick(model.checkoutOrders, which)}/abort`)
        .then(() => undefined),
    ({ checkoutOrders }) => checkoutOrders.length > 0
  )
)

const INTENTS = ["buy", "tokenize", "buy_and_tokenize"]

export const createSession = (value: number, intent: string) =>
  command(`create a Payments session of ${value} to ${intent}`, async (model, real) => {
    const { status, body } = await real.call(
      "POST",
      "/payments/v1/sessions",
      paymentsSession({ ...cart(value), intent })
    )
    expect(status).toBe(200)
    model.paymentsSessions.push({ id: body.session_id, amount: value, intent })
  })

const MODES = ["NONE", "PLACE_ORDER", "CAPTURE_ORDER"]

export const createPage = (api: "checkout" | "payments", which: number, mode: string) =>
  command(
    `create a page (${mode}) for ${api} ${which}`,
    async (model, real) => {
      const path =
        api === "checkout"
          ? `/checkout/v3/orders/${pick(model.checkoutOrders, which)}`
          : `/payments/v1/sessions/${pick(model.paymentsSessions, which).id}`
      const { status, body } = await real.call("POST", "/hpp/v1/sessions", {
        payment_session_url: real.sandbox.url + path,
        options: { place_order_mode: mode },
      })
      if (status === 201) model.pages.push(body.session_id)
    },
    (model) => (api === "checkout" ? model.checkoutOrders : model.paymentsSessions).length > 0
  )

const ACTIONS = [
  "open",
  "approve",
  "approve",
  "approve",
  "pending",
  "decline",
  "error",
  "back",
  "cancel",
  "timeout",
]

const act = fc.tuple(some, fc.constantFrom(...ACTIONS)).map(([which, action]) =>
  command(
    `${action} on page ${which}`,
    async (model, real) => {
      const id = pick(model.pages, which)
      const { status, body } = await real.control("POST", `/hpp/${id}/consumer`, { action })
      if (status !== 200) return
      const { body: session } = await real.call("GET", `/hpp/v1/sessions/${id}`)
      const token: unknown = session.authorization_token
      if (body.status === "COMPLETED" && typeof token === "string") {
        model.authorizations.push({ token, amount: 0 })
      }
    },
    ({ pages }) => pages.length > 0
  )
)

const disable = some.map((which) =>
  command(
    `disable page ${which}`,
    (model, real) =>
      real.call("DELETE", `/hpp/v1/sessions/${pick(model.pages, which)}`).then(() => undefined),
    ({ pages }) => pages.length > 0
  )
)

/** A whole purchase at once, so that there is something to manage. */
export const buy = (value: number) =>
  command(`buy for ${value} through Checkout`, async (model, real) => {
    const { body } = await real.call("POST", "/checkout/v3/orders", order(cart(value)))
    model.checkoutOrders.push(body.order_id)
    expect((await real.control("POST", `/orders/${body.order_id}/complete`)).status).toBe(200)
  })

/** Carts, pages, and what consumers do there. */
export const shopping: Arbitrary<Command>[] = [
  fc.integer({ min: 1, max: 50_000 }).map(buy),
  fc.tuple(amount, fc.constantFrom(...CHANNELS)).map(([value, channel]) => createCheckout(value, channel)),
  changeCheckout,
  abortCheckout,
  fc.tuple(amount, fc.constantFrom(...INTENTS)).map(([value, intent]) => createSession(value, intent)),
  fc
    .tuple(fc.constantFrom("checkout" as const, "payments" as const), some, fc.constantFrom(...MODES))
    .map(([api, which, mode]) => createPage(api, which, mode)),
  act,
  act,
  act,
  disable,
  disable,
]
