import {
  cancelOrderWorkflow,
  createOrderPaymentCollectionWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { BigNumberInput, IEventBusModuleService, MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
  OrderWorkflowEvents,
} from "@medusajs/framework/utils"
import { paymentsPolicy } from "../../config/payments-policy"
import { providerIdOf } from "../../config/provider-id"
import { KlarnaMappingError } from "../../domain/errors"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectDraft, type SubjectDraft } from "../../medusa/read-subject-draft"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { ChargeRow, SubscriptionRow } from "../../modules/klarna/subscription-rows"
import type {
  PaymentLink,
  RenewalOrder,
  RenewalOrders,
} from "../../modules/klarna/subscriptions/renewal-orders"
import { createRenewalOrderWorkflow } from "../create-renewal-order"
import { syncKlarnaPurchaseWorkflow } from "../sync-klarna-purchase"
import { tellOrderPlaced } from "./tell-order-placed"

const PROVIDER_ID = providerIdOf("klarna-payments")
/** A paid order needs one look to get its payment, and one to be told as paid. */
const MOST_LOOKS = 3

type Payment = { canceled_at?: unknown; provider_id?: string }
type Collection = { id: string; status: string; payments?: (Payment | null)[] | null }
type OrderRecord = {
  id: string
  display_id: number
  is_draft_order?: boolean
  status: string
  canceled_at?: unknown
  total: BigNumberInput
  payment_collections?: (Collection | null)[] | null
}

/** Renewal orders as Medusa keeps them. */
export function renewalOrdersIn(container: MedusaContainer): RenewalOrders {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query

  async function prepare(charge: ChargeRow, subscription: SubscriptionRow): Promise<RenewalOrder> {
    const id = orderIdOf(charge)
    const before = await readOrder(query, id)
    if (!before || before.is_draft_order) await makeOrder(id, charge, subscription)
    const order = before && !before.is_draft_order ? before : await requireOrder(id)
    const collectionId = (await collectionOf(order)).id
    const { source, draft } = await requireDraft(id, collectionId)
    const { autoCapture } = paymentsPolicy(klarna.config, {
      account: subscription.account_id,
      channel: "ecommerce",
      country: draft.purchase_country,
      salesChannel: source.salesChannel,
    })
    const displayId = String(order.display_id)
    return { id, displayId, collectionId, standing: standingOf(order), draft, autoCapture }
  }

  async function makeOrder(order_id: string, { period }: ChargeRow, subscription: SubscriptionRow) {
    const { id, order_id: origin, currency_code, lines } = subscription
    await createRenewalOrderWorkflow(container).run({
      input: { order_id, period, subscription: { id, order_id: origin, currency_code, lines } },
    })
  }

  async function requireOrder(id: string): Promise<OrderRecord> {
    const order = await readOrder(query, id)
    if (order) return order
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Order ${id} of a renewal is not there`)
  }

  async function requireDraft(id: string, collectionId: string): Promise<SubjectDraft> {
    const read = await readSubjectDraft(query, { type: "order", id }, collectionId)
    if (read) return read
    throw new KlarnaMappingError("subject_missing", `Order ${id} of a renewal is not there`)
  }

  async function collectionOf(order: OrderRecord): Promise<Collection> {
    const known = (order.payment_collections ?? []).find(
      (collection) => collection && collection.status !== "canceled"
    )
    if (known) return known
    const { result } = await createOrderPaymentCollectionWorkflow(container).run({
      input: { order_id: order.id, amount: Number(order.total) },
    })
    return (result as unknown as Collection[])[0] as Collection
  }

  async function settle(purchaseId: string): Promise<void> {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const { result } = await syncKlarnaPurchaseWorkflow(container).run({
        input: { purchase_id: purchaseId },
      })
      if (!GOES_ON.includes(result.act)) return
    }
  }

  /** One that was paid otherwise has no purchase that counts: it is told by hand. */
  async function tellPlaced({ order_id, purchase_id, settled_by }: ChargeRow): Promise<void> {
    if (!order_id) return
    if (purchase_id && settled_by !== "other") return tellOrderPlaced(container, purchase_id, order_id)
    const eventBus = container.resolve<IEventBusModuleService>(Modules.EVENT_BUS)
    await eventBus.emit({ name: OrderWorkflowEvents.PLACED, data: { id: order_id } })
  }

  async function openLink({ collectionId }: RenewalOrder): Promise<PaymentLink> {
    const { result } = await createPaymentSessionsWorkflow(container).run({
      input: { payment_collection_id: collectionId, provider_id: PROVIDER_ID },
    })
    const { id, data } = result as { id: string; data: { redirect_url?: string; expires_at?: string } }
    if (!data.redirect_url) {
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Payment session ${id} has no page`)
    }
    await noteAsLink(id)
    const expiresAt = data.expires_at ? new Date(data.expires_at) : null
    return { paymentSessionId: id, redirectUrl: data.redirect_url, expiresAt }
  }

  /** Nobody of the staff made it, but it is theirs to see, to send and to end. */
  async function noteAsLink(paymentSessionId: string): Promise<void> {
    const purchase = await klarna.purchases.byHolder(paymentSessionId)
    const page = purchase && (await klarna.pages.latest(purchase.id))
    if (page && !page.created_by) await klarna.pageRows.note(page.id, { created_by: "system" })
  }

  async function cancel(orderId: string): Promise<void> {
    const order = await readOrder(query, orderId)
    if (!order || standingOf(order) !== "open") return
    await cancelOrderWorkflow(container).run({ input: { order_id: orderId } })
  }

  return { prepare, settle, tellPlaced, openLink, cancel }
}

/** After these there is more to do at once. */
const GOES_ON = ["place_order", "authorize_session", "complete_cart"]

/** Which order a period has follows from the period, so that there can be no second one. */
const orderIdOf = ({ id }: ChargeRow) => id.replace(/^[^_]*/, "order")

async function readOrder(query: Query, id: string): Promise<OrderRecord | undefined> {
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "is_draft_order",
      "status",
      "canceled_at",
      "total",
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.payments.canceled_at",
      "payment_collections.payments.provider_id",
    ],
    filters: { id },
  })
  return data[0] as OrderRecord | undefined
}

/** Paid with ours it is still open here: our own road says what that means. */
function standingOf(order: OrderRecord): RenewalOrder["standing"] {
  if (order.canceled_at || order.status === "canceled") return "canceled"
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection?.payments ?? [])
  const isPaid = payments.some(
    (payment) => payment && !payment.canceled_at && payment.provider_id !== PROVIDER_ID
  )
  return isPaid ? "paid" : "open"
}
