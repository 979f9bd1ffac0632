import { subscribe, unsubscribe } from "node:diagnostics_channel"
import type { Write } from "./expect-once"
import type { Victim } from "./victim"

const CHANNEL = "klarna-sandbox:call"
const PLACED = /^\/payments\/v1\/authorizations\/[^/]+\/order$/

type Call = {
  method: string
  path: string
  status: number | null
  idempotency_key: string | null
  request: string
  response: string
}

/** Keeps what a sandbox in this process was asked to change and did not refuse. */
export function watchWrites() {
  let calls: Call[] = []
  const note = (call: unknown) => {
    const { method, status } = call as Call
    if (method !== "GET" && status !== null && status < 300) calls.push(call as Call)
  }
  subscribe(CHANNEL, note)

  const placings = ({ cartId }: Victim) =>
    calls.filter(({ path, request }) => PLACED.test(path) && request.includes(`"${cartId}"`))
  const placedBy = ({ response }: Call) => (JSON.parse(response) as { order_id: string }).order_id

  return {
    /** Those of a purchase. Placings have no key: Klarna's answer tells which of them are one. */
    of: (victim: Victim, klarnaOrderId: string | null | undefined): Write[] => [
      ...calls
        .filter(({ path }) => klarnaOrderId && path.startsWith(`/ordermanagement/v1/orders/${klarnaOrderId}`))
        .map(({ path, idempotency_key }) => ({ path, key: idempotency_key ?? "" })),
      ...placings(victim).map((call) => ({ path: call.path, key: placedBy(call) })),
    ],
    /** The order that Klarna placed for a purchase, whatever the ledger heard of it. */
    placedFor: (victim: Victim): string | undefined => placings(victim).map(placedBy)[0],
    forget: () => void (calls = []),
    end: () => unsubscribe(CHANNEL, note),
  }
}
