import { JobLoader } from "@medusajs/framework/jobs"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { AxiosInstance, AxiosRequestConfig, AxiosResponse } from "axios"
import { setTimeout as pause } from "node:timers/promises"
import { ensureAdminUser } from "../../demo/seed/ensure-admin-user"
import type { DemoShop } from "../../demo/seed/demo-shop"
import { seedDemoShop } from "../../demo/seed/seed-demo-shop"
import { startSandbox, type RunningSandbox } from "../../packages/klarna-sandbox/src"
import type { KlarnaModuleService } from "../../src/modules/klarna"
import { ADDRESSES, type Country } from "./addresses"
import { eventually, waitWithRest } from "./eventually"
import { freePorts } from "./free-ports"
import { sandboxControl, type SandboxControl } from "./sandbox-control"
import { watchWork } from "./work-in-progress"

export const CHECKOUT_PROVIDER = "pp_klarna-checkout_klarna"
export const PROVIDER = CHECKOUT_PROVIDER
export const PAYMENTS_PROVIDER = "pp_klarna-payments_klarna"

export type SessionData = {
  session_id: string
  hpp_session_id: string
  klarna_order_id: string
  redirect_url: string
  state: string
  /** For the widget alone. */
  client_token?: string
  payment_method_categories?: { identifier: string; name: string }[]
}

export type Heard = { name: string; data: Record<string, unknown> }

/** A running demo shop and its Klarna, as a test sees them. */
export type KlarnaShop = ReturnType<typeof createShop>

/** For what hangs: who is at work gets there before, also on a busy machine. */
const REST_WITHIN_MS = 90_000
const LOOK_EVERY_MS = 10
/** Klarna waits for seconds, and tells again then; a busy machine is not to look like a shop that says nothing. */
const PATIENCE = {
  callback: 60_000,
  authorization: 60_000,
  validation: 60_000,
  requiredValidation: 60_000,
  cart: 60_000,
}

const ADMIN = { email: "admin@demo.test", password: "demo-password" }

/** What mends by the minute in a shop. */
const SWEEPS = [
  "sync-due-klarna-purchases",
  "sweep-klarna-inbox",
  "repeat-klarna-operations",
  "settle-klarna-successors",
  "repair-klarna-books",
]

/**
 * Boots Medusa and a sandbox for one spec file; every test starts from the freshly seeded shop. Jobs run when a test
 * runs them, or waits for long: with clocks that jump by days, a run by the wall's clock comes at any moment.
 */
export function withKlarnaShop(suite: (shop: KlarnaShop) => void): void {
  const [medusaPort, sandboxPort] = freePorts(2) as [number, number]
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  // Not the runner's `env`: it is applied after the configuration was read.
  Object.assign(process.env, {
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    PORT: String(medusaPort),
    MEDUSA_BACKEND_URL: `http://localhost:${medusaPort}`,
    SANDBOX_URL: sandboxUrl,
    STOREFRONT_URL: "http://localhost:8000",
  })
  let sandbox: RunningSandbox
  let work: ReturnType<typeof watchWork>
  beforeAll(async () => {
    jest.spyOn(JobLoader.prototype, "load").mockResolvedValue()
    work = watchWork()
    sandbox = await startSandbox({ port: sandboxPort, host: "127.0.0.1", patience: PATIENCE })
  })
  afterAll(async () => {
    await sandbox.close()
    work.end()
  })

  medusaIntegrationTestRunner({
    inApp: true,
    testSuite: ({ api, getContainer }) => {
      /** Klarna has told what is due, and nobody is at work. */
      const rest = async () => {
        const isRest = work.untilRest(getContainer())
        const deadline = performance.now() + REST_WITHIN_MS
        await sandbox.settled()
        while (!isRest()) {
          if (performance.now() > deadline) throw new Error(`The shop is still at work: ${work.describe()}`)
          await pause(LOOK_EVERY_MS)
        }
      }
      const shop = createShop(api as unknown as AxiosInstance, getContainer, sandboxControl(sandboxUrl), rest)
      const sweep = async () => {
        for (const job of SWEEPS) await shop.runJob(job)
      }
      beforeAll(() => shop.seed())
      beforeAll(() => waitWithRest({ rest, sweep }))
      beforeEach(() => shop.begin())
      afterEach(async () => {
        await shop.idle()
        // What Klarna would tell again is of a database that is gone then.
        await shop.klarna.reset()
      })
      suite(shop)
    },
  })
}

function createShop(
  api: AxiosInstance,
  getContainer: () => MedusaContainer,
  control: SandboxControl,
  idle: () => Promise<void>
) {
  /**
   * Medusa asks for the sandbox's time once a second: a test goes on when it has. Leases live by that clock: moved
   * while somebody works, it would take the lease from them, which no clock of a shop does.
   */
  const inTime =
    <Args extends unknown[], Answer>(move: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await idle()
      const answer = await move(...args)
      await (getContainer().resolve("klarna") as KlarnaModuleService).refreshClock()
      return answer
    }
  const klarna = {
    ...control,
    advance: inTime(control.advance),
    reset: inTime(control.reset),
    /** What is on its way already still meets them. */
    async clearFaults() {
      await idle()
      return control.clearFaults()
    },
  }
  let demo: DemoShop
  let token = ""
  const heard: Heard[] = []
  const store = () => ({
    headers: { "x-publishable-api-key": demo.publishable_key },
    validateStatus: () => true,
  })
  const admin = () => ({ headers: { Authorization: `Bearer ${token}` }, validateStatus: () => true })

  async function seed() {
    await seedDemoShop(getContainer()).then((seeded) => (demo = seeded))
    await ensureAdminUser(getContainer(), ADMIN)
    token = (await api.post("/auth/user/emailpass", ADMIN)).data.token
    const bus = getContainer().resolve(Modules.EVENT_BUS)
    bus.subscribe("*", async ({ name, data }) => void heard.push({ name, data: data as Heard["data"] }), {
      subscriberId: "test-listener",
    })
  }

  async function begin() {
    heard.length = 0
    await klarna.reset()
    await klarna.clearFaults()
  }

  const post = async (path: string, body: unknown, config: AxiosRequestConfig = store()) =>
    check(await api.post(path, body, config))

  /** A cart with items, address and delivery, ready to be paid. */
  async function cart(
    items: Record<string, number> = { "LAMP-SKYMNING-FOREST": 1 },
    { country = "se" as Country, promotions = [] as string[], delivery = "paid" as "paid" | "free" } = {}
  ): Promise<string> {
    const { cart } = await post("/store/carts", {
      region_id: demo.regions[country],
      sales_channel_id: demo.sales_channel_id,
      email: `${country}.buyer@example.com`,
      shipping_address: ADDRESSES[country],
      billing_address: ADDRESSES[country],
    })
    for (const [sku, quantity] of Object.entries(items)) {
      await post(`/store/carts/${cart.id}/line-items`, { variant_id: demo.variants[sku], quantity })
    }
    await post(`/store/carts/${cart.id}/shipping-methods`, {
      option_id: demo.shipping_options[country]?.[delivery],
    })
    if (promotions.length) await post(`/store/carts/${cart.id}/promotions`, { promo_codes: promotions })
    return cart.id
  }

  /** Chooses Klarna for a cart, as a storefront does, and gives back the session's public data. */
  async function payWithKlarna(cartId: string, provider = PROVIDER): Promise<SessionData> {
    const answer = await tryPayWithKlarna(cartId, { provider_id: provider })
    return sessionOf(check(answer), provider).data as SessionData
  }

  async function tryPayWithKlarna(
    cartId: string,
    body: Record<string, unknown> = {}
  ): Promise<AxiosResponse> {
    const collectionId = await collectionOf(cartId)
    return api.post(
      `/store/payment-collections/${collectionId}/payment-sessions`,
      { provider_id: PROVIDER, ...body },
      store()
    )
  }

  async function collectionOf(cartId: string): Promise<string> {
    return (await post("/store/payment-collections", { cart_id: cartId })).payment_collection.id
  }

  async function orderOf(cartId: string): Promise<Record<string, any> | undefined> {
    const { data } = await getContainer()
      .resolve("query")
      .graph({
        entity: "order_cart",
        fields: ["order_id"],
        filters: { cart_id: cartId },
      })
    const link = data[0] as { order_id: string } | undefined
    return link && readOrder(link.order_id)
  }

  async function readOrder(orderId: string): Promise<Record<string, any>> {
    const fields =
      "+payment_status,+is_draft_order,*payment_collections,*payment_collections.payments,*payment_collections.payments.captures,*payment_collections.payments.refunds,*transactions,*summary"
    return check(await api.get(`/admin/orders/${orderId}?fields=${encodeURIComponent(fields)}`, admin()))
      .order
  }

  /** The order of a cart, once its payment is there as well: Medusa makes the order first. */
  const placedOrder = (cartId: string) =>
    eventually(
      async () => {
        const order = await orderOf(cartId)
        // Core writes the payment first and what the order says of it a moment later.
        return order && paymentOf(order) && order.payment_status !== "not_paid" ? order : undefined
      },
      { what: `a paid order of cart ${cartId}`, within: 60_000 }
    )

  /** Goes through the whole purchase and waits until Klarna has it acknowledged. */
  async function purchase(items?: Record<string, number>, options?: Parameters<typeof cart>[1]) {
    const cartId = await cart(items, options)
    const session = await payWithKlarna(cartId)
    await klarna.consumer(session.hpp_session_id, "approve")
    await placedOrder(cartId)
    await settledAtKlarna(session.klarna_order_id)
    const order = (await orderOf(cartId)) as Record<string, any>
    return { cartId, session, order, payment: paymentOf(order) }
  }

  /** The order is acknowledged and carries our number. */
  const settledAtKlarna = (klarnaOrderId: string) =>
    eventually(async () => (await klarna.order(klarnaOrderId)).merchant_reference1, {
      what: "the order's number at Klarna",
      within: 90_000,
    })

  const capture = (paymentId: string, amount?: number) =>
    api.post(`/admin/payments/${paymentId}/capture`, amount ? { amount } : {}, admin())
  const refund = (paymentId: string, amount: number) =>
    api.post(`/admin/payments/${paymentId}/refund`, { amount }, admin())
  const cancelOrder = (orderId: string) => api.post(`/admin/orders/${orderId}/cancel`, {}, admin())
  /** With all that follows from it. */
  const runJob = async (name: string) => {
    const result = check(await api.post(`/admin/klarna/jobs/${name}/run`, {}, admin()))
    await idle()
    return result
  }
  const complete = (cartId: string) => api.post(`/store/carts/${cartId}/complete`, {}, store())
  /** Medusa has its capture row: the provider is being asked. */
  const isCapturing = async (paymentId: string) => {
    const [row] = await getContainer()
      .resolve("__pg_connection__")("capture")
      .where({ payment_id: paymentId })
      .count("id")
    return Number(row?.count) > 0
  }
  /** What the shop's page posts when the widget said yes. */
  const authorize = (sessionId: string, authorization_token: unknown, more: Record<string, unknown> = {}) =>
    api.post(`/store/klarna/sessions/${sessionId}/authorize`, { authorization_token, ...more }, store())
  /** What a storefront may know of a payment session. */
  const readSession = async (sessionId: string) =>
    check(await api.get(`/store/klarna/sessions/${sessionId}`, store())).session as Record<string, any>
  /** What the ledger holds of a cart, newest first. */
  const purchasesOf = (cartId: string): Promise<Record<string, any>[]> =>
    getContainer()
      .resolve("__pg_connection__")("klarna_purchase")
      .where({ subject_id: cartId })
      .orderBy("created_at", "desc")
  /** How Klarna Payments is offered from now on, instead of what the configuration says. */
  const offer = (policy: Record<string, unknown>) =>
    Object.assign(
      (getContainer().resolve("klarna") as { config: { payments: Record<string, unknown> } }).config.payments,
      { presentation: "hosted_page", placeOrderMode: "PLACE_ORDER", autoCapture: false, rules: [] },
      policy
    )
  const ordersCount = async () => check(await api.get("/admin/orders?limit=1", admin())).count as number

  return {
    api,
    klarna,
    heard,
    get demo() {
      return demo
    },
    container: getContainer,
    store,
    admin,
    post,
    seed,
    begin,
    cart,
    payWithKlarna,
    tryPayWithKlarna,
    collectionOf,
    orderOf,
    readOrder,
    placedOrder,
    /** Nothing more happens by itself. */
    idle,
    purchase,
    settledAtKlarna,
    capture,
    refund,
    cancelOrder,
    runJob,
    complete,
    ordersCount,
    offer,
    authorize,
    readSession,
    purchasesOf,
    isCapturing,
    /** Everything of a name that the event bus carried in this test. */
    told: (name: string) => heard.filter((event) => event.name === name),
  }
}

function check(answer: AxiosResponse) {
  if (answer.status >= 400) {
    throw new Error(
      `${answer.config.method} ${answer.config.url} answered ${answer.status}: ${JSON.stringify(answer.data)}`
    )
  }
  return answer.data
}

export function sessionOf(
  data: { payment_collection: { payment_sessions: { provider_id: string; data: unknown; id: string }[] } },
  provider = PROVIDER
) {
  const session = data.payment_collection.payment_sessions.find(({ provider_id }) => provider_id === provider)
  if (!session) throw new Error("The collection has no Klarna session")
  return session
}

export function paymentOf(order: Record<string, any>) {
  return order.payment_collections.flatMap((collection: any) => collection.payments)[0]
}
