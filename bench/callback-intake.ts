import { randomUUID } from "node:crypto"
import { Pool } from "undici"
import { inMs, spreadOf } from "./percentile"
import type { Shop } from "./shop"

const REQUESTS = 300
const CONCURRENCY = 10

/**
 * Distinct callbacks of a page that is being paid on, as fast as they are answered: secret compared, row stored,
 * 200. What they mean is worked off behind, which takes its own time and is measured with it.
 */
export async function measureCallbackIntake(shop: Shop) {
  const { session } = await shop.checkout()
  await shop.klarna.consumer(session.hpp_session_id, "open")
  await shop.rest()
  const callbackUrl = new URL(await statusUpdateUrl(shop))
  const callsBefore = (await shop.klarna.calls()).length
  const pool = new Pool(callbackUrl.origin, { connections: CONCURRENCY })
  const latencies: number[] = []

  async function send() {
    const started = performance.now()
    const { statusCode, body } = await pool.request({
      method: "POST",
      path: callbackUrl.pathname + callbackUrl.search,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        event_id: randomUUID(),
        session: { session_id: session.hpp_session_id, status: "IN_PROGRESS", updated_at: new Date() },
      }),
    })
    await body.dump()
    if (statusCode !== 200) throw new Error(`A callback was answered with ${statusCode}`)
    latencies.push(performance.now() - started)
  }

  let left = REQUESTS
  const sender = async () => {
    while (left-- > 0) await send()
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: CONCURRENCY }, sender))
  const took = performance.now() - started
  await shop.rest()
  const workedOff = performance.now() - started
  await pool.close()
  return {
    requests: REQUESTS,
    concurrency: CONCURRENCY,
    per_second: Math.round((REQUESTS / took) * 1_000),
    ...spreadOf(latencies),
    worked_off_after_ms: inMs(workedOff),
    calls_to_klarna: (await shop.klarna.calls()).length - callsBefore,
  }
}

/** With its secret, as the shop gave it to Klarna. */
async function statusUpdateUrl({ klarna }: Shop): Promise<string> {
  const pages = (await klarna.calls()).filter(
    ({ method, path }) => method === "POST" && path === "/hpp/v1/sessions"
  )
  const { merchant_urls } = pages.at(-1)?.request as { merchant_urls: { status_update: string } }
  return merchant_urls.status_update
}
