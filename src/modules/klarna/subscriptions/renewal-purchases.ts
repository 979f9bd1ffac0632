import type { PurchaseRow } from "../rows"
import { hashSecret, newReference, newSecret } from "../secrets"
import type { ChargeStore } from "../stores/charge-store"
import type { Subject } from "../stores/purchase-reads"
import type { PurchaseStore } from "../stores/purchase-store"
import type { ChargeRow, SubscriptionRow } from "../subscription-rows"
import type { RenewalOrder } from "./renewal-orders"

type Dependencies = { purchases: PurchaseStore; charges: ChargeStore }

/**
 * The purchase of a renewal's order: charged with a token or paid by link, it is one, so that both cannot happen at
 * once, and capture, refund and everything after go the way of any other.
 */
export function createRenewalPurchases({ purchases, charges }: Dependencies) {
  const live = (subscription: SubscriptionRow, order: RenewalOrder) =>
    purchases.live(subjectOf(subscription, order))

  async function of(
    subscription: SubscriptionRow,
    charge: ChargeRow,
    order: RenewalOrder
  ): Promise<PurchaseRow> {
    const subject = subjectOf(subscription, order)
    const { draft } = order
    const purchase =
      (await purchases.live(subject)) ??
      (await purchases.insertLive({
        ...subject,
        channel: "ecommerce",
        // If it comes to a link: the token that it asks for comes before the order, which is ours to place therefore.
        presentation: "hosted_page",
        place_order_mode: "NONE",
        customer_id: subscription.customer_id,
        generation: ((await purchases.last(subject))?.generation ?? 0) + 1,
        reference: newReference(),
        secret_hash: hashSecret(newSecret()),
        amount: draft.order_amount,
        tax_amount: draft.order_tax_amount,
        currency_code: draft.purchase_currency,
        country_code: draft.purchase_country,
      }))
    await charges.update(charge.id, { purchase_id: purchase.id })
    return purchase
  }

  return { of, live }
}

export type RenewalPurchases = ReturnType<typeof createRenewalPurchases>

const subjectOf = ({ account_id }: SubscriptionRow, { id, collectionId }: RenewalOrder): Subject => ({
  subject_type: "order",
  subject_id: id,
  payment_collection_id: collectionId,
  provider: "klarna-payments",
  account_id,
})
