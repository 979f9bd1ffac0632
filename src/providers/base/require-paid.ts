import { buyerDetailChanges, type BuyerDetails } from "../../domain/buyer-details"
import type { PurchaseSource, SourceAddress } from "../../domain/purchase-source"
import { samePurchase } from "../../domain/same-purchase"
import type { KlarnaCheckoutOrder } from "../../klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import type { Cradle } from "./cradle"
import { minorAmount } from "../../medusa/minor-amount"
import { requireReserved } from "./adopt-authorization"
import { declined, notYet } from "./payment-errors"
import { readDraft } from "./read-draft"

/**
 * The purchase of a payment session, paid according to Klarna, and for what the cart says now; or one whose link placed
 * the order, which waits for it.
 *
 * @throws Medusa's payment errors: "not yet", or "no"
 */
export async function requirePaid(cradle: Cradle, sessionId: string): Promise<PurchaseRow> {
  const purchase = await readHeld(cradle, sessionId)
  if (isAwaited(cradle, purchase)) return purchase
  if (purchase.successor === "awaited") await requireReserved(cradle, purchase, sessionId)
  else await requireEqual(cradle, purchase, sessionId)
  return purchase
}

async function readHeld({ klarna }: Cradle, sessionId: string): Promise<PurchaseRow> {
  const held = await klarna.purchases.byHolder(sessionId)
  if (!held) throw declined("This payment session has no Klarna purchase")
  const purchase = await klarna.readPurchase(held.id)
  if (!purchase) throw notYet("Klarna is still being asked about this payment")
  switch (klarna.statusOf(purchase)) {
    case "complete":
    case "pending":
      if (purchase.closed_at) throw declined("This Klarna payment was replaced by a newer one")
      return purchase
    case "new":
    case "incomplete":
      if (isAwaited({ klarna }, purchase)) return purchase
      throw notYet("The buyer has not completed the payment at Klarna")
    case "unknown":
      throw notYet("The buyer has not completed the payment at Klarna")
    case "authorized":
    case "placing":
      await klarna.checkSoon(purchase)
      throw notYet("The order is being placed at Klarna")
    case "tokenized":
      throw declined("Nothing is paid with this session: the buyer agreed to be charged later")
    case "rejected":
    case "gone":
    case "aborted":
      throw declined("This Klarna payment can no longer be completed")
  }
}

/** Its order is placed already and waits for it: not paid, and not refused either. */
export function isAwaited({ klarna }: Pick<Cradle, "klarna">, purchase: PurchaseRow): boolean {
  const says = klarna.statusOf(purchase)
  return purchase.places_order && !purchase.closed_at && (says === "new" || says === "incomplete")
}

/** Nobody's money is taken for another cart than the one that was paid. The sync gives it back. */
async function requireEqual(cradle: Cradle, purchase: PurchaseRow, sessionId: string): Promise<void> {
  const { draft, source } = await readDraft(cradle.query, sessionId)
  const session = await cradle.paymentSessionService.retrieve(sessionId)
  const order = purchase.snapshot as KlarnaCheckoutOrder
  const collected = minorAmount(session.raw_amount ?? session.amount, session.currency_code)
  if (!samePurchase(order, draft).equal || order.order_amount !== collected) {
    await cradle.klarna.checkSoon(purchase)
    throw declined("What was paid at Klarna differs from the cart")
  }
  // The goods go where the buyer said last, on Klarna's page: our own road writes it to the cart and completes.
  // Once the order stands and waits for Klarna's decision, there is no cart to bring it to any more.
  const isOpenCart = purchase.subject_type === "cart" && purchase.authorized_by !== sessionId
  const unknown = isOpenCart ? buyerDetailChanges(order, detailsOf(source)) : {}
  if (Object.keys(unknown).length) {
    await cradle.klarna.checkSoon(purchase)
    throw notYet("The address given at Klarna is being brought to the cart")
  }
}

const detailsOf = (source: PurchaseSource): BuyerDetails => ({
  email: source.email,
  shipping_address: toMedusaAddress(source.shippingAddress),
  billing_address: toMedusaAddress(source.billingAddress),
})

const toMedusaAddress = (address: SourceAddress | undefined) =>
  address && {
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address_1: address.address1,
    address_2: address.address2,
    postal_code: address.postalCode,
    city: address.city,
    province: address.province,
    country_code: address.countryCode,
    phone: address.phone,
  }
