import { startSandbox, type RunningSandbox } from "../../../packages/klarna-sandbox/src"
import { ADDRESSES, type Country } from "../../support/addresses"
import { eventually } from "../../support/eventually"
import { prepareMedusaProcess, type MedusaProcess } from "../../support/medusa-process"
import { sandboxControl, type SandboxControl } from "../../support/sandbox-control"
import { kpSessionOf } from "../../support/kp-session-of"

export const PROVIDER = "pp_klarna-checkout_klarna"
export const PAYMENTS_PROVIDER = "pp_klarna-payments_klarna"

export type Session = { id: string; hpp_session_id: string; klarna_order_id: string; client_token?: string }
/** Which way to pay: Klarna Payments is offered in another one in each market. */
export type Choice = { provider?: string; country?: Country }
export type Answer = { status: number; data: any }

export type KillableShop = ReturnType<typeof createShop>

/** A shop whose Medusa can be killed and started again, and its Klarna, which lives on. */
export async function startKillableShop() {
  let sandbox: RunningSandbox | undefined
  let medusa: MedusaProcess | undefined
  const stop = async () => {
    await medusa?.remove()
    await sandbox?.close()
  }
  try {
    sandbox = await startSandbox({ port: 0 })
    medusa = await prepareMedusaProcess(sandbox.url)
    await medusa.start()
    const shop = createShop(medusa, sandboxControl(sandbox.url))
    await shop.logIn()
    return { ...shop, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function createShop(medusa: MedusaProcess, klarna: SandboxControl) {
  const { demo } = medusa
  const store = { "x-publishable-api-key": demo.publishable_key }
  const admin: Record<string, string> = {}

  async function ask(
    method: "GET" | "POST",
    path: string,
    headers: Record<string, string>,
    body: unknown = {}
  ): Promise<Answer> {
    const answer = await fetch(medusa.url + path, {
      method,
      headers: { ...headers, "Content-Type": "application/json" },
      body: method === "GET" ? undefined : JSON.stringify(body),
    })
    return { status: answer.status, data: await answer.json() }
  }

  async function must(...request: Parameters<typeof ask>): Promise<any> {
    const { status, data } = await ask(...request)
    if (status < 400) return data
    throw new Error(`${request[0]} ${request[1]} answered ${status}: ${JSON.stringify(data)}`)
  }

  async function logIn(): Promise<void> {
    const { token } = await must("POST", "/auth/user/emailpass", {}, medusa.admin)
    admin.Authorization = `Bearer ${token}`
  }

  /** A cart that is ready to be paid, with its page or widget at Klarna. */
  async function checkout({ provider = PROVIDER, country = "se" }: Choice = {}): Promise<{
    cartId: string
    session: Session
  }> {
    const { cart } = await must("POST", "/store/carts", store, {
      region_id: demo.regions[country],
      sales_channel_id: demo.sales_channel_id,
      email: `${country}.buyer@example.com`,
      shipping_address: ADDRESSES[country],
      billing_address: ADDRESSES[country],
    })
    await must("POST", `/store/carts/${cart.id}/line-items`, store, {
      variant_id: demo.variants["LAMP-SKYMNING-FOREST"],
      quantity: 1,
    })
    await must("POST", `/store/carts/${cart.id}/shipping-methods`, store, {
      option_id: demo.shipping_options[country]?.paid,
    })
    const { payment_collection } = await must("POST", "/store/payment-collections", store, {
      cart_id: cart.id,
    })
    const created = await must(
      "POST",
      `/store/payment-collections/${payment_collection.id}/payment-sessions`,
      store,
      { provider_id: provider }
    )
    const [session] = created.payment_collection.payment_sessions
    return { cartId: cart.id, session: { ...session.data, id: session.id } }
  }

  /** The buyer pays and closes the window; in the widget Klarna's callback tells then. */
  const pay = ({ hpp_session_id, client_token }: Session): Promise<unknown> =>
    client_token
      ? klarna.authorize(kpSessionOf({ client_token }))
      : klarna.consumer(hpp_session_id, "approve", { close_window: true })

  async function rows<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return (await medusa.database.query(sql, values)).rows as Row[]
  }

  async function ordersOf(cartId: string): Promise<string[]> {
    const links = await rows<{ order_id: string }>(
      "select order_id from order_cart where cart_id = $1",
      cartId
    )
    return links.map(({ order_id }) => order_id)
  }

  const paymentsOf = (sessionId: string) =>
    rows<{ id: string }>("select id from payment where payment_session_id = $1", sessionId)

  async function readOrder(orderId: string): Promise<any> {
    const fields = "+payment_status,*payment_collections.payments,*transactions"
    return (await must("GET", `/admin/orders/${orderId}?fields=${encodeURIComponent(fields)}`, admin)).order
  }

  /** What the ledger holds of a cart, newest first. */
  const purchasesOf = (cartId: string) =>
    rows<{ id: string; klarna_order_id: string | null; kp_session_id: string | null }>(
      "select * from klarna_purchase where subject_id = $1 order by created_at desc",
      cartId
    )

  /** Klarna's order of a cart: with Klarna Payments the session's public data is older than that. */
  const klarnaOrderOf = (cartId: string) =>
    eventually(async () => (await purchasesOf(cartId))[0]?.klarna_order_id, {
      what: "Klarna's order",
    })

  /** Waits until the cart's order is known to Klarna by its number. */
  async function settled({ cartId, session: shown }: { cartId: string; session: Session }) {
    const session = { ...shown, klarna_order_id: await klarnaOrderOf(cartId) }
    await eventually(async () => (await klarna.order(session.klarna_order_id)).merchant_reference1, {
      what: "the order's number at Klarna",
    })
    const order = await readOrder((await ordersOf(cartId))[0] as string)
    return { cartId, session, order, payment: order.payment_collections[0].payments[0] }
  }

  /** A whole purchase. */
  async function purchase(choice?: Choice) {
    const bought = await checkout(choice)
    await pay(bought.session)
    return settled(bought)
  }

  /**
   * Klarna deals with the requests that fit as the fault says, once if it does not say how often.
   *
   * @returns waits until such a request has arrived
   */
  async function holdNext(match: { method: string; path: string }, fault: Record<string, unknown>) {
    const { id } = (await klarna.fault({ times: 1, ...fault, match })) as { id: string }
    const list = async () =>
      (await (await fetch(`${klarna.url}/_sandbox/faults`)).json()) as { id: string; struck: number }[]
    return () =>
      eventually(async () => (await list()).some((known) => known.id === id && known.struck > 0), {
        what: `${match.method} ${match.path} at Klarna`,
      })
  }

  /**
   * Lets nobody write to a table.
   *
   * @returns ends that, and what a dead Medusa had asked of the database; `whenHeld` waits until somebody waits
   */
  async function holdWritesTo(table: string) {
    await rows("begin")
    await rows(`lock table ${table} in share mode`)
    const waiting = `select pid from pg_locks where relation = '${table}'::regclass and not granted`
    const release = async () => {
      await rows(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`
      )
      await rows("rollback")
    }
    const whenHeld = (writers = 1) =>
      eventually(async () => (await rows(waiting)).length >= writers, {
        what: `${writers} writing to ${table}`,
      })
    return Object.assign(release, { whenHeld })
  }

  /** Time goes by and a job runs, with which Medusa asks for the new time at once. */
  async function runJobAfter(ms: number, name: string): Promise<void> {
    await klarna.advance(ms)
    await must("POST", `/admin/klarna/jobs/${name}/run`, admin)
  }

  /** Staff add one piece to an order. */
  async function addToOrder(orderId: string, sku: string): Promise<void> {
    await must("POST", "/admin/order-edits", admin, { order_id: orderId })
    const items = [{ variant_id: demo.variants[sku], quantity: 1 }]
    await must("POST", `/admin/order-edits/${orderId}/items`, admin, { items })
    await must("POST", `/admin/order-edits/${orderId}/request`, admin)
    await must("POST", `/admin/order-edits/${orderId}/confirm`, admin)
  }

  return {
    ...{ medusa, klarna, logIn, checkout, pay, purchase, settled, holdNext, holdWritesTo, runJobAfter },
    ...{ rows, ordersOf, paymentsOf, readOrder, purchasesOf, klarnaOrderOf, addToOrder },
    complete: (cartId: string) => ask("POST", `/store/carts/${cartId}/complete`, store),
    capture: (paymentId: string, amount?: number) =>
      ask("POST", `/admin/payments/${paymentId}/capture`, admin, amount ? { amount } : {}),
    refund: (paymentId: string, amount: number) =>
      ask("POST", `/admin/payments/${paymentId}/refund`, admin, { amount }),
    /** Staff at the Klarna desk of an order. */
    desk: (orderId: string, action: string, body: Record<string, unknown> = {}) =>
      ask("POST", `/admin/klarna/orders/${orderId}/${action}`, admin, body),
    /** How often `order.placed` was told of an order. */
    placedTold: (orderId: string) =>
      medusa.told.filter(({ name, data }) => name === "order.placed" && data.id === orderId).length,
  }
}
