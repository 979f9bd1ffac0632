import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { OutcomeSubscriber } from "../../config/outcome-subscribers"
import type { Ending } from "../../domain/link-fates"
import { LINK_PATIENCE_MS } from "../../domain/link-patience"
import type { PlacesOrder } from "../../domain/settle-readings"
import type { SubjectState } from "../../medusa/read-subject-state"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** What is to be known of a link that placed its order at once, besides what is known of every link. */
export async function readPlacesOrder(
  container: MedusaContainer,
  purchase: PurchaseRow,
  state: SubjectState
): Promise<PlacesOrder> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const [isFulfilled, links] = await Promise.all([
    readIsFulfilled(container, purchase.subject_id),
    klarna.purchases.ofOrder(purchase.subject_id, undefined),
  ])
  const isPaid = state.collections.some(({ payments }) => payments.some(({ canceled_at }) => !canceled_at))
  return {
    beingMade: klarna.now() - purchase.created_at.getTime() < LINK_PATIENCE_MS,
    told: purchase.order_placed_emitted_at !== null,
    ending: endingOf(purchase, klarna),
    order: {
      paidOrFulfilled: isPaid || isFulfilled,
      otherLinkOpen: links.some(({ id, closed_at }) => id !== purchase.id && !closed_at),
    },
  }
}

type Fulfilled = { fulfillments?: ({ canceled_at?: unknown } | null)[] | null }

async function readIsFulfilled(container: MedusaContainer, orderId: string): Promise<boolean> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "fulfillments.id", "fulfillments.canceled_at"],
    filters: { id: orderId },
  })
  const [order] = data as unknown as Fulfilled[]
  return (order?.fulfillments ?? []).some((fulfillment) => fulfillment && !fulfillment.canceled_at)
}

/** A shop with a subscriber of its own in the place of ours decides itself what becomes of the order. */
function endingOf({ end_reason }: PurchaseRow, { config }: KlarnaModuleService): Ending | undefined {
  const ending = ENDINGS.find((one) => one === end_reason)
  const isReplaced = ending && config.replacedSubscribers.includes(SUBSCRIBER_OF[ending])
  return isReplaced ? undefined : ending
}

const ENDINGS = ["cancelled", "disabled", "expired"] as const

const SUBSCRIBER_OF: Record<(typeof ENDINGS)[number], OutcomeSubscriber> = {
  cancelled: "klarna-session-cancelled",
  disabled: "klarna-session-disabled",
  expired: "klarna-session-expired",
}
