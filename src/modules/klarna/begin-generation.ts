import { accountForCountry } from "../../config/account-for-country"
import type { AccountConfig, KlarnaConfig } from "../../config/klarna-config"
import { KlarnaMappingError } from "../../domain/errors"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { hasSubscriptions, intentOf } from "../../domain/tokenize-intent"
import type { PaymentSystem } from "./payment-systems/payment-system"
import type { PurchaseRow } from "./rows"
import { hashSecret, newReference, newSecret } from "./secrets"
import { subscriberOf, type PurchaseCustomer } from "./subscriber"
import type { Subject } from "./stores/purchase-reads"
import type { PurchaseStore } from "./stores/purchase-store"

/** What is to be paid, by what and for what: all that a row of the ledger needs before Klarna knows of it. */
export type NewPurchase = {
  /** `collectionId`: an order's payment collection, each of which is paid for itself; empty for a cart. */
  subject: { type: PurchaseRow["subject_type"]; id: string; collectionId?: string }
  provider: string
  channel: PurchaseRow["channel"]
  /** Of the cart or order; policies may name it. */
  salesChannel?: { id: string; name?: string }
  customer?: PurchaseCustomer
  /** Read from Medusa on the server and mapped; nothing of it comes from a browser. */
  draft: KlarnaOrderDraft
}

type Dependencies = {
  config: KlarnaConfig
  purchases: PurchaseStore
  systemOf: (provider: string) => PaymentSystem
}

/** @throws KlarnaMappingError `country_not_served` */
export function requireAccount(config: KlarnaConfig, { draft, provider }: NewPurchase): AccountConfig {
  const account = accountForCountry(config, draft.purchase_country, provider)
  if (account) return account
  throw new KlarnaMappingError(
    "country_not_served",
    `No Klarna account of this shop sells to ${draft.purchase_country}`
  )
}

export const subjectOf = (input: NewPurchase, account: AccountConfig): Subject => ({
  subject_type: input.subject.type,
  subject_id: input.subject.id,
  payment_collection_id: input.subject.collectionId ?? "",
  provider: input.provider,
  account_id: account.id,
})

/** What the buyer is asked to pay, as the ledger keeps it. */
export const amountsOf = (draft: KlarnaOrderDraft) => ({
  amount: draft.order_amount as number,
  tax_amount: draft.order_tax_amount as number,
  currency_code: draft.purchase_currency,
  country_code: draft.purchase_country,
  intent: intentOf(draft),
})

/** How Klarna Payments is offered for a purchase; nothing where there is no choice. */
export const createPolicyFor =
  (systemOf: Dependencies["systemOf"]) => (account: AccountConfig, input: NewPurchase) =>
    systemOf(input.provider).policy({
      account,
      channel: input.channel,
      country: input.draft.purchase_country,
      salesChannel: input.salesChannel,
    })

/** A row of the ledger for what Klarna is going to be told: the live one of its subject, or one that follows the last. */
export function createBeginGeneration({ config, purchases, systemOf }: Dependencies) {
  const policyFor = createPolicyFor(systemOf)

  return async function begin(
    input: NewPurchase,
    { placesOrder, reference = newReference() }: { placesOrder?: boolean; reference?: string } = {}
  ): Promise<PurchaseRow> {
    const account = requireAccount(config, input)
    const subject = subjectOf(input, account)
    const last = await purchases.last(subject)
    const policy = policyFor(account, input)
    // Whoever gets a link is on no page of the shop's.
    const onPage = policy?.presentation !== "widget" || input.subject.type === "order"
    const mode = policy && hasSubscriptions(input.draft) ? "NONE" : policy?.placeOrderMode
    return purchases.insertLive({
      ...subject,
      ...amountsOf(input.draft),
      customer_id: subscriberOf(input, undefined),
      channel: input.channel,
      presentation: onPage ? "hosted_page" : "widget",
      place_order_mode: onPage ? (mode ?? null) : null,
      places_order: placesOrder ?? isRenewed(last),
      generation: (last?.generation ?? 0) + 1,
      reference,
      // Replaced when Klarna is told; until then no secret matches.
      secret_hash: hashSecret(newSecret()),
    })
  }
}

/** The same link goes on with another order or session at Klarna; one that staff make anew is another link. */
const isRenewed = (last: PurchaseRow | undefined): boolean =>
  Boolean(last?.places_order) && (last?.end_reason === null || last?.end_reason === "outdated")
