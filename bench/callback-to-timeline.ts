import { setTimeout as pause } from "node:timers/promises"
import { percentile, spreadOf } from "./percentile"
import type { Shop } from "./shop"

const LINKS = 15
const WITHIN_MS = 30_000
const LOOK_EVERY_MS = 5
const GOAL_P95_MS = 500

type Attempt = {
  hpp_session_id?: string
  body: { session: { status: string } } | null
  at: string
  ms: number
}
type Session = { timeline: { what: string | null }[] }

/**
 * From the moment Klarna sends the callback that a buyer opened the page until staff who look at the link read it: what
 * an agent on the phone sees of what the buyer does.
 */
export async function measureCallbackToTimeline(shop: Shop) {
  const times: number[] = []
  for (let link = 0; link < LINKS; link++) times.push(await callbackToTimeline(shop))
  return {
    links: LINKS,
    ...spreadOf(times),
    goal_p95_ms: GOAL_P95_MS,
    reached: percentile(times, 0.95) <= GOAL_P95_MS,
  }
}

async function callbackToTimeline(shop: Shop): Promise<number> {
  const { session } = await shop.checkout()
  await shop.rest()
  const hppSessionId = session.hpp_session_id as string
  const { sessions } = await shop.readAdmin<{ sessions: { id: string }[] }>(
    `/admin/klarna/sessions?q=${hppSessionId}`
  )
  const [page] = sessions
  if (!page) throw new Error("The list does not know the page")
  const readAt = untilRead(shop, page.id)
  await fetch(`${shop.klarna.url}/_sandbox/hpp/${hppSessionId}/consumer`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ action: "open" }),
  })
  const at = await readAt
  const sentAt = await callbackAt(shop, hppSessionId)
  await shop.rest()
  return at - sentAt
}

async function untilRead(shop: Shop, id: string): Promise<number> {
  const deadline = Date.now() + WITHIN_MS
  while (Date.now() < deadline) {
    const { session } = await shop.readAdmin<{ session: Session }>(`/admin/klarna/sessions/${id}`)
    if (session.timeline.some(({ what }) => what === "IN_PROGRESS")) return Date.now()
    await pause(LOOK_EVERY_MS)
  }
  throw new Error(`Nobody read of the open page within ${WITHIN_MS} ms`)
}

async function callbackAt({ klarna }: Shop, hppSessionId: string): Promise<number> {
  const attempts = (await (await fetch(`${klarna.url}/_sandbox/callbacks`)).json()) as Attempt[]
  const told = attempts.find(
    ({ hpp_session_id, body }) => hpp_session_id === hppSessionId && body?.session.status === "IN_PROGRESS"
  )
  if (!told) throw new Error("Klarna told nothing of the open page")
  return Date.parse(told.at) - told.ms
}
