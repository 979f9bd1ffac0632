import { measureCallbackIntake } from "./callback-intake"
import { measureCallbackToOrder } from "./callback-to-order"
import { measureCallbackToTimeline } from "./callback-to-timeline"
import { countDeskCalls } from "./desk-calls"
import { measureDeskPage } from "./desk-page"
import { countKlarnaCalls } from "./klarna-calls"
import { measureMapping } from "./mapping"
import { measureReconciliation } from "./reconciliation"
import { measureSessionList } from "./session-list"
import { startShop, type Shop } from "./shop"

/**
 * Runs as a process of its own, so that what Medusa prints stays out of the result: does what its parent names and
 * sends back what came of it.
 */
let shop: Shop

const work = {
  start: async () => void (shop = await startShop()),
  klarna_calls: () => countKlarnaCalls(shop),
  desk_calls: () => countDeskCalls(shop),
  desk_page: () => measureDeskPage(shop),
  mapping: async () => measureMapping(),
  callback_to_order: () => measureCallbackToOrder(shop),
  callback_intake: () => measureCallbackIntake(shop),
  callback_to_timeline: () => measureCallbackToTimeline(shop),
  session_list: () => measureSessionList(shop),
  reconciliation: () => measureReconciliation(shop),
  stop: () => shop.stop(),
} satisfies Record<string, () => Promise<unknown>>

process.on("message", async (name: keyof typeof work) => {
  try {
    process.send?.({ result: await work[name]() })
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.stack : String(error) })
  }
})
