import { eventually } from "../integration-tests/support/eventually"
import { inMs } from "./percentile"
import type { Shop } from "./shop"

const ORDERS = 10_000
const CHANGED = 100
/** Orders that are being made at Klarna at the same time. */
const SIDE_BY_SIDE = 8
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** When all the others changed last. */
const LONG_AGO_MS = 30 * DAY_MS
const WITHIN_MS = 3_600_000

type Run = { id: string; orders: number; left: number }

/**
 * Comparing all orders of a shop, and only what has changed since: ledger and books are filled directly, each order
 * stands at a Klarna that answers without delay.
 */
export async function measureReconciliation(shop: Shop) {
  const staff = await logIn(shop)
  await fill(shop)
  const now = Date.now()
  const changed = await reconcile(shop, staff, now - HOUR_MS, now + HOUR_MS)
  const all = await reconcile(shop, staff, now - 2 * LONG_AGO_MS, now + HOUR_MS)
  // Nothing has happened since: what it costs follows what changed, not how much there is.
  const nothing = await reconcile(shop, staff, Date.now() - 1, Date.now())
  const { count: differences } = await staff<{ count: number }>("GET", "?state=open")
  await empty(shop)
  return { orders: ORDERS, changed, all, nothing, differences }
}

type Staff = <Answer>(method: "GET" | "POST", path: string, body?: unknown) => Promise<Answer>

async function logIn({ medusa: { url, admin } }: Shop): Promise<Staff> {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const { token } = (await ask("POST", "/auth/user/emailpass", {}, admin)) as { token: string }
  return async <Answer>(method: "GET" | "POST", path: string, body?: unknown) =>
    (await ask(
      method,
      `/admin/klarna/reconciliation${path}`,
      { Authorization: `Bearer ${token}` },
      body
    )) as Answer
}

/** @returns how many orders were looked at, with how many calls to Klarna, and how long it took until none was left */
async function reconcile(shop: Shop, staff: Staff, from: number, to: number) {
  const callsBefore = await readsAt(shop)
  const memoryBefore = await shop.medusa.memory()
  let memory = memoryBefore
  const started = performance.now()
  const { run } = await staff<{ run: Run }>("POST", "/run", {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  })
  const begun = performance.now() - started
  const isOver = async () => {
    memory = Math.max(memory, await shop.medusa.memory())
    return (await staff<{ run: Run }>("GET", "?limit=1")).run.left === 0
  }
  await eventually(isOver, { within: WITHIN_MS, what: "the end of the comparison" })
  const took = performance.now() - started
  return {
    orders: run.orders,
    begin_ms: inMs(begun),
    all_ms: inMs(took),
    per_order_ms: inMs(took / Math.max(run.orders, 1)),
    memory_mb: { before: memoryBefore, most: memory },
    calls_to_klarna: (await readsAt(shop)) - callsBefore,
  }
}

const readsAt = async ({ klarna }: Shop) =>
  (await klarna.journey()).filter((call) => call === "GET /ordermanagement/v1/orders/:id").length

/** One order that was bought, as often as it takes: in Medusa, in the ledger and at Klarna. */
async function fill(shop: Shop): Promise<void> {
  const { session, order, payment } = await shop.purchase()
  await shop.rest()
  const klarnaOrderIds = await orderAtKlarna(shop, session.klarna_order_id)
  const copy = (table: string, where: string, changes: string) =>
    shop.rows(
      `insert into "${table}"
       select (jsonb_populate_record(null::"${table}", to_jsonb(known) || jsonb_build_object(${changes}))).*
       from "${table}" as known, unnest($1::text[]) with ordinality as at_klarna(given_id, n)
       where ${where}`,
      klarnaOrderIds
    )
  const quoted = (id: string) => `'${id.replaceAll("'", "''")}'`
  const collection = "'payment_collection_id', 'paycol_bench_' || n"
  const paymentSession = "'payses_bench_' || n"
  await copy("order", `id = ${quoted(order.id)}`, "'id', 'order_bench_' || n, 'display_id', 1000000 + n")
  await copy(
    "payment_collection",
    `id = ${quoted(payment.payment_collection_id)}`,
    "'id', 'paycol_bench_' || n"
  )
  await copy(
    "order_payment_collection",
    `order_id = ${quoted(order.id)}`,
    `'id', 'ordpay_bench_' || n, 'order_id', 'order_bench_' || n, ${collection}`
  )
  await copy("payment_session", `id = ${quoted(session.id)}`, `'id', ${paymentSession}, ${collection}`)
  await copy(
    "payment",
    `id = ${quoted(payment.id)}`,
    `'id', 'pay_bench_' || n, 'payment_session_id', ${paymentSession}, ${collection}`
  )
  await copy(
    "klarna_purchase",
    `klarna_order_id = ${quoted(session.klarna_order_id)}`,
    `'id', 'klpur_bench_' || n, 'subject_id', 'cart_bench_' || n, 'order_id', 'order_bench_' || n,
     'klarna_order_id', at_klarna.given_id, 'reference', 'bench-reconciliation-' || n,
     'current_holder', ${paymentSession}, 'authorized_by', ${paymentSession}, 'next_check_at', null,
     'authorization_check_at', null,
     'updated_at', case when n <= ${CHANGED} then now() else now() - interval '${LONG_AGO_MS / DAY_MS} days' end`
  )
  await copy(
    "klarna_holder",
    `id = ${quoted(session.id)}`,
    `'id', ${paymentSession}, 'purchase_id', 'klpur_bench_' || n`
  )
  // The one that was bought is not among those that are counted.
  await shop.rows(
    "update klarna_purchase set updated_at = now() - interval '1 year' where id not like 'klpur_bench_%'"
  )
  await shop.rows("update klarna_operation set updated_at = now() - interval '1 year'")
  await shop.rows("update klarna_event set received_at = now() - interval '1 year'")
  for (const table of ["order", "payment", "klarna_purchase", "klarna_holder"]) {
    await shop.rows(`analyze "${table}"`)
  }
}

/** @returns ids of paid orders like the given one */
async function orderAtKlarna({ klarna }: Shop, like: string): Promise<string[]> {
  const headers = { Authorization: "Basic sandbox-secret", "Content-Type": "application/json" }
  const orders = `${klarna.url}/checkout/v3/orders`
  const known = (await (await fetch(`${orders}/${like}`, { headers })).json()) as Record<string, unknown>
  const kept = [
    "purchase_country",
    "purchase_currency",
    "locale",
    "order_amount",
    "order_tax_amount",
    "order_lines",
  ]
  const body = JSON.stringify({
    ...Object.fromEntries(kept.map((field) => [field, known[field]])),
    billing_address: known.billing_address,
    merchant_urls: known.merchant_urls,
  })
  await klarna.fault({ match: { callback: "push" }, kind: "drop", times: 10 * ORDERS })
  const made: string[] = []
  const makeOne = async () => {
    const created = (await (await fetch(orders, { method: "POST", headers, body })).json()) as {
      order_id: string
    }
    await klarna.completeOrder(created.order_id)
    made.push(created.order_id)
  }
  while (made.length < ORDERS) {
    const missing = Math.min(SIDE_BY_SIDE, ORDERS - made.length)
    await Promise.all(Array.from({ length: missing }, makeOne))
  }
  return made
}

async function empty({ rows, klarna }: Shop): Promise<void> {
  await klarna.clearFaults()
  for (const table of ["klarna_holder", "klarna_purchase", "payment", "payment_session"]) {
    await rows(`delete from ${table} where id like '%_bench_%'`)
  }
  await rows("delete from order_payment_collection where id like '%_bench_%'")
  await rows("delete from payment_collection where id like '%_bench_%'")
  await rows(`delete from "order" where id like '%_bench_%'`)
}
