import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { linkOrdersPolicy } from "../../config/link-orders-policy"
import { providerIdOf } from "../../config/provider-id"
import { currencyExponent } from "../../domain/currencies"
import { LINK_PATIENCE_MS } from "../../domain/link-patience"
import { toMinorUnits } from "../../domain/money"
import { readOutstanding, type Outstanding } from "../../medusa/read-outstanding"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { dropLinkCollection, ensureLinkCollection } from "./ensure-link-collection"

export type PreparePaymentLinkStepInput = { order_id: string; provider_id?: string }

export type PreparedLink = {
  payment_collection_id: string
  provider_id: string
  /** The draft becomes an order before the link is paid. */
  places_order: boolean
}

export const preparePaymentLinkStepId = "prepare-payment-link"

/**
 * Makes an order or draft ready for a new link: what it still owes has a payment collection, and the link before
 * is dead, page and Klarna order. Undone, a collection that was made for it goes again; a dead link is dead.
 */
export const preparePaymentLinkStep = createStep(
  preparePaymentLinkStepId,
  async ({ order_id, provider_id }: PreparePaymentLinkStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const order = await readOutstanding(query, order_id)
    if (!order) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} does not exist`)
    requirePayable(order)
    const provider = chooseProvider(klarna, order, provider_id)
    await endLinksBefore(klarna, query, order)
    const collection = await ensureLinkCollection(container, order)
    return new StepResponse<PreparedLink, string | null>(
      {
        payment_collection_id: collection.id,
        provider_id: provider,
        places_order: order.is_draft && linkOrdersPolicy(klarna.config, order.sales_channel) === "at_once",
      },
      collection.isNew ? collection.id : null
    )
  },
  async (newCollection: string | null | undefined, { container }) => {
    if (newCollection) await dropLinkCollection(container, newCollection)
  }
)

const refuse = (message: string, code: string) =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

function requirePayable(order: Outstanding): void {
  if (order.canceled) throw refuse("This order is cancelled: nobody is to pay it", "order_canceled")
  const owed = toMinorUnits(order.outstanding, currencyExponent(order.currency_code))
  if (owed <= 0) throw refuse("This order owes nothing: there is nothing to pay by a link", "nothing_to_pay")
}

function chooseProvider(klarna: KlarnaModuleService, order: Outstanding, wanted: string | undefined): string {
  const ours = klarna.config.providers.map(providerIdOf)
  if (wanted && !ours.includes(wanted)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `provider_id: payment links are paid with ${ours.join(" or ")}`,
      "provider_not_klarna"
    )
  }
  const offered = ours.filter((id) => order.provider_ids.includes(id))
  const chosen = wanted ?? offered[0]
  if (chosen && offered.includes(chosen)) return chosen
  throw refuse(
    "The order's region does not offer Klarna: add its payment provider to the region",
    "provider_not_in_region"
  )
}

/** Two links of one order are never both payable. One that may be paid this moment stands. */
async function endLinksBefore(klarna: KlarnaModuleService, query: Query, order: Outstanding): Promise<void> {
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: order.id },
  })
  const cartId = (data[0] as { cart_id: string } | undefined)?.cart_id
  const purchases = await klarna.purchases.ofOrder(order.id, cartId)
  if (purchases.some((purchase) => !purchase.closed_at && klarna.statusOf(purchase) === "pending")) {
    throw refuse("Klarna is still checking a payment of this order", "payment_pending")
  }
  if (purchases.some((purchase) => isBeingMade(klarna, purchase))) {
    throw refuse("Another link of this order is being made. Look again in a moment", "link_busy")
  }
  const open = purchases.filter((purchase) => isOpen(klarna, purchase))
  for (const purchase of open) {
    const { result } = await klarna.endPurchase({
      purchaseId: purchase.id,
      reason: "replaced",
      pageReason: "replaced",
    })
    if (result === "ended" || result === "lapsing") continue
    await klarna.checkSoon(purchase)
    throw refuse("Somebody may be paying the link before this one. Look again in a moment", "link_maybe_paid")
  }
}

const isOpen = (klarna: KlarnaModuleService, purchase: PurchaseRow) =>
  !purchase.closed_at &&
  !purchase.authorized_by &&
  !["gone", "aborted", "rejected"].includes(klarna.statusOf(purchase))

/** Ended now, it would be left half done. */
const isBeingMade = (klarna: KlarnaModuleService, purchase: PurchaseRow) =>
  !purchase.closed_at &&
  klarna.statusOf(purchase) === "new" &&
  klarna.now() - purchase.created_at.getTime() < LINK_PATIENCE_MS
