import diagnostics from "node:diagnostics_channel"
import type { ServerResponse } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import EventBus from "@medusajs/medusa/event-bus-local"

type Subscriber = (data: unknown) => Promise<void>
type Bus = { subscribe: (event: unknown, subscriber: Subscriber, context?: unknown) => unknown }
type Pool = Record<"numUsed" | "numPendingAcquires" | "numPendingCreates", () => number>

/** Nobody may be found at work so often before it counts as rest: between two steps of some work there is a moment. */
const LOOKS = 4

/**
 * What shop and Klarna do in this process while a test waits: requests that a server has not answered, subscribers of
 * events that have not returned, statements that the database has not answered.
 * To be called before Medusa boots.
 */
export function watchWork() {
  const requests = new Set<ServerResponse>()
  let subscribers = 0

  const onRequest = (message: unknown) => {
    const { response } = message as { response: ServerResponse }
    requests.add(response)
    response.once("close", () => requests.delete(response))
  }
  diagnostics.subscribe("http.server.request.start", onRequest)

  const bus = (EventBus as unknown as { service: { prototype: Bus } }).service.prototype
  const { subscribe } = bus
  bus.subscribe = function (this: Bus, event, subscriber, context) {
    const counted: Subscriber = async (data) => {
      subscribers += 1
      try {
        await subscriber(data)
      } finally {
        subscribers -= 1
      }
    }
    return subscribe.call(this, event, Object.assign(counted, subscriber), context)
  }

  const statements = (container: MedusaContainer): number => {
    const { pool } = (container.resolve("__pg_connection__") as unknown as { client: { pool: Pool } }).client
    return pool.numUsed() + pool.numPendingAcquires() + pool.numPendingCreates()
  }

  return {
    /** Asked again and again, it says when nothing more will happen by itself. */
    untilRest(container: MedusaContainer): () => boolean {
      let still = 0
      return () => {
        still = requests.size + subscribers + statements(container) === 0 ? still + 1 : 0
        return still >= LOOKS
      }
    },
    describe: () =>
      [
        ...[...requests].map(({ req }) => `${req.method} ${req.url?.replace(/\?.*/, "")}`),
        `${subscribers} subscribers`,
      ].join(", "),
    end: () => void diagnostics.unsubscribe("http.server.request.start", onRequest),
  }
}
