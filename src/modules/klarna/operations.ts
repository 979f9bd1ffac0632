import { MedusaError } from "@medusajs/framework/utils"
import { OperationError } from "../../domain/operation-error"
import { sameItems } from "../../domain/plan-part"
import { isRefused, KlarnaApiError, type KlarnaClients, type KlarnaUnreachableError } from "../../klarna"
import type { Clock } from "./clock"
import { EFFECTS, type Done, type SendableKind } from "./effects"
import { LOST_AFTER_MS } from "./lost-after"
import { isKlarnaFailure, isNotVisible, outcomeOf, sentenceOf } from "./operation-outcome"
import type { LastError, OperationRow, PurchaseRow } from "./rows"
import { createSettleUnresolved } from "./settle-unresolved"
import type { NewOperation, OperationStore } from "./stores/operation-store"

/** How long an effect that has to be repeated waits after each failure. */
const REPEAT_MS = [30_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000]

export type Intent = Omit<
  NewOperation,
  "kind" | "purchase_id" | "klarna_order_id" | "account_id" | "currency_code"
> & {
  kind: SendableKind
  /** The very effect to take over: Medusa's books are mended and nothing new is meant. */
  operation_id?: string
  /** Which of these Medusa rows still exist; Medusa deletes a capture or refund row when the provider throws. */
  existing?: (medusaRowIds: string[]) => Promise<string[]>
}

type Dependencies = {
  store: OperationStore
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
  /** Keeps the failure where staff see it. */
  noteFailure: (purchaseId: string, error: LastError) => Promise<void>
  /** Tells the shop that nobody knows whether an effect happened. */
  tellUnknown: (row: OperationRow) => Promise<void>
}

/**
 * Carries out intended effects at Klarna so that each happens once, whatever is lost on the way: the row is the
 * intent, its id is the idempotency key and the reference, and nothing new is sent before what may have happened
 * is known.
 */
export function createOperations({ store, clientsOf, now, noteFailure, tellUnknown }: Dependencies) {
  const settleUnresolved = createSettleUnresolved({ store, clientsOf, now })

  /**
   * Carries out a capture or refund for a row of Medusa's.
   *
   * @throws OperationError when an earlier effect stands in the way; KlarnaApiError when Klarna refuses;
   *   KlarnaUnreachableError when the outcome is unknown (a retry of Medusa's finds and settles it)
   */
  async function run(purchase: PurchaseRow, intent: Intent): Promise<OperationRow> {
    const klarnaOrderId = requireKlarnaOrder(purchase)
    const own = intent.medusa_row_id ? await store.byMedusaRow(intent.medusa_row_id) : undefined
    if (own) return perform(own)
    await settleUnresolved(klarnaOrderId)
    const inherited = await takeOver(klarnaOrderId, intent)
    if (inherited) return perform(inherited)
    return perform(await insert(purchase, intent))
  }

  /** Makes sure that an effect which may be intended once per Klarna order happens; repeated by the sweep. */
  async function ensure(
    purchase: PurchaseRow,
    intent: Intent & { singleton: string }
  ): Promise<OperationRow> {
    const existing = await store.bySingleton(requireKlarnaOrder(purchase), intent.singleton)
    return perform(existing ?? (await insert(purchase, intent)))
  }

  async function insert(
    purchase: PurchaseRow,
    { existing: _existing, operation_id: _operationId, ...intent }: Intent
  ): Promise<OperationRow> {
    const klarnaOrderId = requireKlarnaOrder(purchase)
    const inserted = await store.insert({
      ...intent,
      purchase_id: purchase.id,
      klarna_order_id: klarnaOrderId,
      account_id: purchase.account_id,
      currency_code: purchase.currency_code,
    })
    const row =
      inserted ??
      (intent.singleton ? await store.bySingleton(klarnaOrderId, intent.singleton) : undefined) ??
      (intent.medusa_row_id ? await store.byMedusaRow(intent.medusa_row_id) : undefined)
    if (!row)
      throw new OperationError(
        "operation_in_progress",
        `Another ${intent.kind} of this order is being sent to Klarna`
      )
    return row
  }

  /** A retry of Medusa's takes over the effect of its first try, when it is the same one. */
  async function takeOver(klarnaOrderId: string, intent: Intent): Promise<OperationRow | undefined> {
    const { medusa_row_id, operation_id, existing, kind, amount } = intent
    if (!medusa_row_id) return undefined
    const owners = await store.owners(klarnaOrderId, kind)
    const present = owners.length && existing ? await existing(owners) : owners
    const missing = owners.filter((owner) => !present.includes(owner))
    const ownerless = await store.ownerless(klarnaOrderId, kind, missing)
    const candidates = operation_id ? ownerless.filter(({ id }) => id === operation_id) : ownerless
    for (const candidate of candidates.filter((row) => isSameIntent(row, intent))) {
      const taken = await store.takeOver(candidate.id, candidate.medusa_row_id, medusa_row_id)
      if (taken) return taken
    }
    if (operation_id) throw new OperationError("operation_unresolved", `${operation_id} is not to be booked`)
    const other = candidates.find((row) => !isSameIntent(row, intent))
    if (other) {
      const state =
        other.status === "confirmed" ? "was carried out at Klarna" : "may have been carried out at Klarna"
      throw new OperationError(
        "operation_unresolved",
        `An earlier ${kind} of ${other.amount} (minor units of ${other.currency_code ?? "the currency"}) ${state} but is not ` +
          `in Medusa's books. Repeat it with that amount${other.amount === amount ? " and those items" : ""} first; ` +
          `then ${kind} what is left`
      )
    }
    return undefined
  }

  async function perform(row: OperationRow): Promise<OperationRow> {
    if (row.status === "confirmed") return row
    const effect = EFFECTS[requireSendable(row)]
    const mine = await store.beginSending(row.id, LOST_AFTER_MS)
    if (!mine) throw new OperationError("operation_in_progress", `This ${row.kind} is being sent to Klarna`)
    const { orderManagement } = clientsOf(mine.account_id, mine.purchase_id)
    const mayHaveHappened = row.status !== "intended" || mine.attempts > row.attempts + 1
    try {
      const found =
        mayHaveHappened && effect.find?.(await orderManagement.readOrder(mine.klarna_order_id), mine)
      return await confirm(mine, found || (await effect.send(orderManagement, mine)))
    } catch (error) {
      return await settleFailure(mine, error, mayHaveHappened)
    }
  }

  async function confirm(row: OperationRow, done: Done): Promise<OperationRow> {
    const confirmed = await store.confirm(row.id, {
      klarna_id: done.klarnaId,
      correlation_id: done.correlationId ?? null,
    })
    return confirmed ?? row
  }

  async function settleFailure(
    row: OperationRow,
    error: unknown,
    mayHaveHappened: boolean
  ): Promise<OperationRow> {
    if (!isKlarnaFailure(error)) throw error
    const { repeats, find } = EFFECTS[requireSendable(row)]
    // Klarna refuses what is done already (cancel twice); then its order shows the effect.
    if (error instanceof KlarnaApiError && error.status === 403 && isRefused(error) && find) {
      const done = find(
        await clientsOf(row.account_id, row.purchase_id).orderManagement.readOrder(row.klarna_order_id),
        row
      )
      if (done) return confirm(row, done)
    }
    const status = outcomeOf(error, mayHaveHappened)
    const later = Boolean(repeats) && (status === "unknown" || isNotVisible(error) || !isRefused(error))
    const settled = await store.settle(
      row.id,
      later && status === "refused" ? "intended" : status,
      { code: error.code, message: sentenceOf(error), correlationId: error.correlationId },
      { release: true, nextAttemptAt: later ? repeatAt(row) : null }
    )
    await noteFailure(row.purchase_id, asLastError(row, error))
    if (settled?.status === "unknown") await tellUnknown(settled)
    throw error
  }

  const repeatAt = (row: OperationRow) =>
    new Date(now() + (REPEAT_MS[Math.min(row.attempts, REPEAT_MS.length) - 1] ?? REPEAT_MS[0]!))

  const asLastError = (row: OperationRow, error: KlarnaApiError | KlarnaUnreachableError): LastError => ({
    operation: row.kind,
    code: error.code,
    message: sentenceOf(error),
    correlation_id: error.correlationId ?? null,
    at: new Date(now()).toISOString(),
  })

  /** One more try of an effect that Klarna has not confirmed. */
  async function repeat(row: OperationRow): Promise<OperationRow> {
    await store.disown(row.id, LOST_AFTER_MS)
    return perform(row)
  }

  /** An effect that a newer one takes the place of: it is not sent again. */
  const giveUp = (id: string) =>
    store.settle(id, "refused", { code: "REPLACED", message: "Something newer took its place" })

  return {
    run,
    ensure,
    repeat,
    giveUp,
    /** Settles what may have happened at an order, before somebody looks at its amounts. */
    settleUnresolved,
    byId: store.byId,
    ofKlarnaOrder: store.ofKlarnaOrder,
    ofKlarnaOrders: store.ofKlarnaOrders,
    claimDue: store.claimDue,
  }
}

export type Operations = ReturnType<typeof createOperations>

/** The same amount; and the same items, where both sides know them. */
const isSameIntent = (row: OperationRow, { amount, items }: Intent) =>
  row.amount === amount && (!row.items || !items || sameItems(row.items, items))

const isSendable = (kind: OperationRow["kind"]): kind is SendableKind => kind in EFFECTS

function requireSendable(row: OperationRow): SendableKind {
  if (isSendable(row.kind)) return row.kind
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Operation ${row.id} is of kind ${row.kind}, which nothing sends yet`
  )
}

function requireKlarnaOrder(purchase: PurchaseRow): string {
  if (purchase.klarna_order_id) return purchase.klarna_order_id
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Klarna purchase ${purchase.id} has no Klarna order`
  )
}
