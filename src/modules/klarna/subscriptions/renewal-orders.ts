import type { KlarnaOrderDraft } from "../../../domain/klarna-order-draft"
import type { ChargeRow, SubscriptionRow } from "../subscription-rows"

/** Medusa's order of one period, ready to be paid. */
export type RenewalOrder = {
  id: string
  displayId: string
  /** The payment collection that is to be paid. */
  collectionId: string
  /** `paid`: by something that is not ours, e.g. by staff's hand. */
  standing: "open" | "canceled" | "paid"
  draft: KlarnaOrderDraft
  /** Klarna captures at once, where the shop may do that. */
  autoCapture: boolean
}

export type PaymentLink = {
  paymentSessionId: string
  redirectUrl: string
  expiresAt: Date | null
}

/** What a charge needs of Medusa. Each may be asked for any number of times and is done once. */
export type RenewalOrders = {
  /** Makes the order, with its taxes and its stock. The same order whenever it is asked for. */
  prepare: (charge: ChargeRow, subscription: SubscriptionRow) => Promise<RenewalOrder>
  /** What is paid at Klarna becomes the order's payment. */
  settle: (purchaseId: string) => Promise<void>
  /** The order is paid and stands: everybody who waits for a placed order is told. */
  tellPlaced: (charge: ChargeRow) => Promise<void>
  /** Somewhere the customer can pay the order. */
  openLink: (order: RenewalOrder) => Promise<PaymentLink>
  /** Nobody wants it any more, and it is not paid. */
  cancel: (orderId: string) => Promise<void>
}
