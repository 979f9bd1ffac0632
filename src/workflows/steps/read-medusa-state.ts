import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { providerIdOf } from "../../config/provider-id"
import { changesCountry } from "../../domain/buyer-details"
import { KlarnaMappingError } from "../../domain/errors"
import { pageOutcome } from "../../domain/page-outcomes"
import { PLACING_PATIENCE_MS } from "../../domain/placing-patience"
import { samePurchase } from "../../domain/same-purchase"
import type { MedusaHolds, PaymentSays, PurchaseStored } from "../../domain/settle-readings"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { intentOf } from "../../domain/tokenize-intent"
import type { KlarnaCheckoutOrder } from "../../klarna"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectDraft } from "../../medusa/read-subject-draft"
import { readSubjectState, type SubjectState } from "../../medusa/read-subject-state"
import { readPlacesOrder } from "./read-places-order"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** Medusa has this long to complete a paid cart before the money goes back. */
const COMPLETION_PATIENCE_MS = 60 * 60_000
/** What is to become, or has become, an order. */
const COMPARED: PaymentSays[] = ["authorized", "complete", "tokenized", "pending"]
/** As long as core's lock on a cart that it completes may live. */
const FRESH_ORDER_MS = 120_000

export type ReadMedusaStateStepInput = { purchase_id: string }

/** The three readings of a decision, and the Medusa ids that acting on it needs. */
export type PurchaseReading = {
  purchase_id: string
  payment: PaymentSays
  stored: PurchaseStored
  medusa: MedusaHolds
  subject: { type: "cart" | "order"; id: string }
  provider: string
  channel: PurchaseRow["channel"]
  collection_id: string | null
  /** Our session on that collection. */
  session_id: string | null
  /** The session that held the purchase when it was read. */
  holder: string | null
  /** The session that it was authorized for. */
  authorized_by: string | null
  stray_session_ids: string[]
  order: { id: string; display_id: number } | null
  differences: string[]
}

export const readMedusaStateStepId = "read-medusa-state"

/** Reads what Medusa holds for a purchase, beside what the ledger knows of Klarna. There is nothing to undo. */
export const readMedusaStateStep = createStep(
  readMedusaStateStepId,
  async ({ purchase_id }: ReadMedusaStateStepInput, { container }) =>
    new StepResponse(await readMedusaState(container, purchase_id))
)

export async function readMedusaState(
  container: MedusaContainer,
  purchase_id: string
): Promise<PurchaseReading> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const purchase = await klarna.purchases.byId(purchase_id)
  if (!purchase)
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Klarna purchase ${purchase_id} does not exist`)

  const subject = { type: purchase.subject_type, id: purchase.subject_id }
  const [state, holders, page] = await Promise.all([
    readSubjectState(query, subject),
    klarna.purchases.holders(purchase_id),
    klarna.pages.latest(purchase_id),
  ])
  const payment = klarna.statusOf(purchase)
  const differences = COMPARED.includes(payment) && state.found ? await compare(query, purchase, payment) : []
  const collection = collectionOf(state, holders, purchase)
  const sessions = collection?.sessions ?? []
  const ours = sessions.filter(({ id }) => holders.includes(id))
  const held = ours.find(({ id }) => id === purchase.current_holder) ?? ours[0]
  return {
    purchase_id,
    payment,
    stored: {
      ...readStored(
        purchase,
        klarna,
        page?.close_reason === "cancelled" && pageOutcome("CANCELLED", purchase.channel).endsPayment
      ),
      ...(purchase.places_order ? { placesOrder: await readPlacesOrder(container, purchase, state) } : {}),
    },
    medusa: {
      subject: purchase.subject_type,
      found: state.found,
      equal: differences.length === 0,
      order: state.order ? (state.order.canceled ? "canceled" : "open") : "none",
      draft: Boolean(state.order?.draft),
      orderIsFresh:
        state.order !== undefined && klarna.now() - state.order.createdAt.getTime() < FRESH_ORDER_MS,
      payment: paymentOf(state, holders, purchase),
      awaiting: state.order !== undefined && held?.status === "pending_authorization",
      session: held ? "held" : isOthers(sessions, purchase.provider) ? "other" : "gone",
    },
    subject,
    provider: purchase.provider,
    channel: purchase.channel,
    collection_id: collection?.id ?? null,
    session_id: held?.id ?? null,
    holder: purchase.current_holder,
    authorized_by: purchase.authorized_by,
    stray_session_ids: sessions.filter((session) => session !== held).map(({ id }) => id),
    order: state.order ? { id: state.order.id, display_id: state.order.displayId } : null,
    differences,
  }
}

function readStored(
  purchase: PurchaseRow,
  klarna: KlarnaModuleService,
  pageCancelled: boolean
): PurchaseStored {
  const since = (date: Date | null) => (date ? klarna.now() - date.getTime() : 0)
  return {
    closed: purchase.closed_at !== null,
    successorAwaited: purchase.successor === "awaited",
    abandoned: since(purchase.superseded_at) > klarna.config.policies.supersededPageMinutes * 60_000,
    pageCancelled,
    givingBack: /^giv(ing|en)_back:/.test(purchase.outcome ?? ""),
    completionFailing:
      purchase.outcome === "completion_failed" && since(purchase.snapshot_at) > patienceOf(purchase, klarna),
    placingLong: since(purchase.placing_since) > PLACING_PATIENCE_MS,
  }
}

/** Staff may mend a draft order that Medusa does not convert. */
const patienceOf = ({ subject_type }: PurchaseRow, { config }: KlarnaModuleService): number =>
  subject_type === "order" ? config.policies.draftConversionHours * 3_600_000 : COMPLETION_PATIENCE_MS

/** The collection that the purchase belongs to: where its sessions are, or were. An order may have several. */
function collectionOf(
  state: SubjectState,
  holders: string[],
  { subject_type, payment_collection_id }: PurchaseRow
): SubjectState["collections"][number] | undefined {
  if (payment_collection_id) return state.collections.find(({ id }) => id === payment_collection_id)
  const ofOurs = state.collections.find(
    ({ sessions, payments }) =>
      sessions.some(({ id }) => holders.includes(id)) ||
      payments.some(({ payment_session }) => payment_session && holders.includes(payment_session.id))
  )
  const unpaid = state.collections.find(({ payments }) => !payments.length)
  return ofOurs ?? (subject_type === "cart" ? state.collections[0] : unpaid)
}

/** A session of our own provider that holds nothing yet is being made this moment. */
const isOthers = (sessions: { provider_id: string }[], provider: string): boolean =>
  sessions.length > 0 && sessions.every(({ provider_id }) => provider_id !== providerIdOf(provider))

function paymentOf(state: SubjectState, holders: string[], purchase: PurchaseRow): MedusaHolds["payment"] {
  const payments = state.collections.flatMap((collection) => collection.payments)
  const isOurs = ({ payment_session }: (typeof payments)[number]) =>
    payment_session != null && holders.includes(payment_session.id)
  const ours = payments.filter(isOurs)
  if (ours.some(({ canceled_at }) => !canceled_at)) return "ours"
  if (ours.length) return "ours_canceled"
  // A link for what an order still owes stands beside what its other collections were paid with.
  const rivals =
    purchase.subject_type === "cart"
      ? payments
      : state.collections
          .filter(({ id }) => id === purchase.payment_collection_id)
          .flatMap((collection) => collection.payments)
  return rivals.some(({ canceled_at }) => !canceled_at) ? "other" : "none"
}

const intentDifference = ({ intent }: PurchaseRow, draft: KlarnaOrderDraft): string[] =>
  intent === intentOf(draft) ? [] : [`intent: ${intent} at Klarna, ${intentOf(draft)} in Medusa`]

async function compare(query: Query, purchase: PurchaseRow, payment: PaymentSays): Promise<string[]> {
  const subject = { type: purchase.subject_type, id: purchase.subject_id }
  const order = purchase.snapshot as KlarnaCheckoutOrder
  if (changesCountry(order)) return ["the goods would go to another country"]
  try {
    const read = await readSubjectDraft(query, subject, purchase.payment_collection_id)
    if (!read) return ["the cart is gone"]
    // Before money is held: what the buyer was asked for is what the cart asks for.
    const asked = payment === "authorized" ? intentDifference(purchase, read.draft) : []
    return [...samePurchase(order, read.draft).differences, ...asked]
  } catch (error) {
    if (error instanceof KlarnaMappingError) return [error.message]
    throw error
  }
}
