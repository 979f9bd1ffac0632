import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { captureKlarnaPurchaseWorkflow } from "../capture-klarna-purchase"
import { followKlarnaFulfillmentWorkflow } from "../follow-klarna-fulfillment"
import { followOrderFulfillments } from "./follow-order-fulfillments"
import { forEachQuietly } from "./for-each-quietly"
import type { BatchInput } from "./sync-due-purchases"

/** An event that nobody worked off, and a capture that failed for the moment, are taken up for this long. */
const LOOK_BACK_MS = 24 * 3_600_000
/** A tracking number that comes with a shipment is looked for this long. */
const TRACKING_LOOK_BACK_MS = 1_800_000
const PAGE = 200
const BATCH = 100

export const followDueFulfillmentsStepId = "follow-due-fulfillments"

/** Takes up what an event did not lead to: its handler was killed, or Klarna could not be asked. */
export const followDueFulfillmentsStep = createStep(
  followDueFulfillmentsStepId,
  async ({ batch_size = BATCH }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    if (klarna.config.policies.capture === "automatic") {
      const since = new Date(klarna.now() - LOOK_BACK_MS)
      const ids = await klarna.reservations.untouched(since, batch_size)
      return new StepResponse(
        await forEachQuietly(container, "purchase", toRows(ids), ({ id }) =>
          captureKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: id } })
        )
      )
    }
    // After a change of the order, what left before it may have become something that Klarna can be asked for.
    const changed = await klarna.reservations.changedOrders(new Date(klarna.now() - LOOK_BACK_MS))
    const total = await followOrderFulfillments(container, changed)
    for (let offset = 0; ; offset += PAGE) {
      const page = await readPage(container, offset)
      const due = await whichAreDue(container, page)
      const { done, failed } = await forEachQuietly(container, "fulfilment", toRows(due), ({ id }) =>
        followKlarnaFulfillmentWorkflow(container).run({ input: { fulfillment_id: id } })
      )
      total.done += done
      total.failed += failed
      if (page.length < PAGE || total.done + total.failed >= batch_size) break
    }
    return new StepResponse(total)
  }
)

const toRows = (ids: string[]) => ids.map((id) => ({ id }))

type Recent = { id: string; shipped_at?: string | Date | null }

async function readPage(container: MedusaContainer, offset: number): Promise<Recent[]> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({
    entity: "fulfillment",
    fields: ["id", "shipped_at"],
    filters: { canceled_at: null, updated_at: { $gte: new Date(klarna.now() - LOOK_BACK_MS) } },
    pagination: { skip: offset, take: PAGE, order: { created_at: "ASC" } },
  })
  return data as Recent[]
}

/** Of orders with something left to capture, or sent a moment ago. */
async function whichAreDue(container: MedusaContainer, page: Recent[]): Promise<string[]> {
  if (!page.length) return []
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({
    entity: "order_fulfillment",
    fields: ["order_id", "fulfillment_id"],
    filters: { fulfillment_id: page.map(({ id }) => id) },
  })
  const links = data as { order_id: string; fulfillment_id: string }[]
  const open = await klarna.reservations.openOrders(links.map(({ order_id }) => order_id))
  const captures = klarna.config.policies.capture !== "manual"
  return links
    .filter(({ order_id, fulfillment_id }) => {
      const shipped = page.find(({ id }) => id === fulfillment_id)?.shipped_at
      const isNew = shipped && klarna.now() - new Date(shipped).getTime() < TRACKING_LOOK_BACK_MS
      const reservation = open.get(order_id)
      return reservation !== undefined && (isNew || (captures && reservation === "held"))
    })
    .map(({ fulfillment_id }) => fulfillment_id)
}
