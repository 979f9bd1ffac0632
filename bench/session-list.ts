import { percentile, spreadOf } from "./percentile"
import type { Shop } from "./shop"

const LINKS = 100_000
const LOOKS = 40
/** Staff wait for it. */
const GOAL_P95_MS = 250

/** What staff ask the list for, beside nothing. Ids and days as `fill` makes them. */
const QUESTIONS: Record<string, string> = {
  "first page": "",
  "page 2,000": "offset=40000",
  open: "state=open",
  paid: "state=paid",
  ended: "state=ended",
  "in store": "channel=in_store",
  "staff's links": "links=true",
  "one's own links": "created_by=user_bench_0",
  "one's own open links": "created_by=user_bench_0&state=open",
  "a day of last year": "created_after=2025-03-01T00:00:00Z&created_before=2025-03-02T00:00:00Z",
  "by Klarna's order": "q=bench-order-50000",
  "by Klarna's session": "q=bench-hpp-50000",
  "by reference": "q=BENCH50000",
  "by order": "q=order_bench_49999",
  "by order number": "q=%231",
  "by e-mail": "q=se.buyer%40example.com",
  "by nothing that exists": "q=nobody-has-this",
}

/** The links page of a shop that has sold by Klarna for some years: each question again and again, over HTTP. */
export async function measureSessionList(shop: Shop) {
  await fill(shop)
  const questions = []
  for (const [question, query] of Object.entries(QUESTIONS)) {
    const times: number[] = []
    let found = 0
    for (let look = 0; look < LOOKS; look++) {
      const started = performance.now()
      const { count } = await shop.readAdmin<{ count: number }>(`/admin/klarna/sessions?${query}`)
      times.push(performance.now() - started)
      found = count
    }
    questions.push({ question, found, ...spreadOf(times), reached: percentile(times, 0.95) <= GOAL_P95_MS })
  }
  await empty(shop)
  return { links: LINKS, looks: LOOKS, goal_p95_ms: GOAL_P95_MS, questions }
}

/** Rows as years of selling leave them: most are paid, a few are open, a third are staff's. */
async function fill({ rows }: Shop): Promise<void> {
  await rows(`
    insert into klarna_purchase
      (id, subject_type, subject_id, provider, account_id, channel, klarna_order_id, klarna_reference, reference,
       secret_hash, amount, tax_amount, currency_code, country_code, klarna_status, current_holder, order_id, closed_at,
       created_at, updated_at)
    select 'klpur_bench_' || n, case when n % 3 = 0 then 'order' else 'cart' end,
      case when n % 3 = 0 then 'order_bench_' else 'cart_bench_' end || n, 'klarna-checkout', 'demo',
      (array['ecommerce', 'telesales', 'in_store'])[1 + n % 3], 'bench-order-' || n, 'BENCH' || n,
      'bench-purchase-' || n, 'x', 10000, 2000, 'SEK', 'SE',
      case when n % 50 = 0 then 'checkout_incomplete' when n % 7 = 0 then 'gone' else 'accepted' end,
      'payses_bench_' || n, case when n % 3 = 1 then 'order_bench_' || n end,
      case when n % 50 = 0 then null else now() end,
      timestamptz '2024-01-01' + n * interval '10 minutes', now()
    from generate_series(1, ${LINKS}) as n`)
  await rows(`
    insert into klarna_page
      (id, purchase_id, hpp_session_id, state, redirect_url, expires_at, reference, secret_hash, created_by,
       close_reason, closed_at, created_at, updated_at)
    select 'klpage_bench_' || n, 'klpur_bench_' || n, 'bench-hpp-' || n, 'WAITING', 'https://pay.example/' || n, now(),
      'bench-page-' || n, 'x', case when n % 3 = 0 then 'user_bench_' || n % 20 end,
      case when n % 50 = 0 then null else 'completed' end, case when n % 50 = 0 then null else now() end,
      timestamptz '2024-01-01' + n * interval '10 minutes', now()
    from generate_series(1, ${LINKS}) as n`)
  await rows("analyze klarna_purchase")
  await rows("analyze klarna_page")
}

/** The next measurement begins with what a shop has on its first day. */
async function empty({ rows }: Shop): Promise<void> {
  await rows("delete from klarna_page where id like 'klpage_bench_%'")
  await rows("delete from klarna_purchase where id like 'klpur_bench_%'")
}
