import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import { hashSecret } from "../secrets"
import { firstRow, type Connection } from "./knex"
import { createPurchaseReads, type Subject } from "./purchase-reads"

type NewPurchase = Subject &
  Pick<
    PurchaseRow,
    | "channel"
    | "presentation"
    | "place_order_mode"
    | "generation"
    | "reference"
    | "secret_hash"
    | "amount"
    | "tax_amount"
    | "currency_code"
    | "country_code"
  > &
  Partial<Pick<PurchaseRow, "intent" | "customer_id" | "places_order">>

/** Every write is one conditional statement, so any number of instances may run it. */
export function createPurchaseStore(connection: Connection, now: Clock) {
  const reads = createPurchaseReads(connection)
  const table = () => connection<PurchaseRow>("klarna_purchase").whereNull("deleted_at")
  const stamp = () => new Date(now())
  /** Another state begins its own series of looks; an order that is placed again and again stays in one. */
  const checksAfter = (klarnaStatus: string) => {
    const placed = "in ('authorized', 'placing')"
    const isSame = `klarna_status = ? or (klarna_status ${placed} and ?::text ${placed})`
    return connection.raw(`case when ${isSame} then checks else 0 end`, [klarnaStatus, klarnaStatus])
  }

  return {
    ...reads,

    /** Inserts the live row of a subject, or gives back the one that another caller inserted first. */
    async insertLive(values: NewPurchase): Promise<PurchaseRow> {
      const inserted = await firstRow<PurchaseRow>(
        connection<PurchaseRow>("klarna_purchase")
          .insert({
            id: generateEntityId(undefined, "klpur"),
            ...values,
            created_at: stamp(),
            updated_at: stamp(),
          })
          .onConflict()
          .ignore()
          .returning("*")
      )
      const row = inserted ?? (await reads.live(values))
      if (!row)
        throw new MedusaError(
          MedusaError.Types.UNEXPECTED_STATE,
          `The live Klarna purchase of ${values.subject_type} ${values.subject_id} disappeared`
        )
      return row
    },

    update: (id: string, values: Partial<PurchaseRow>) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id })
          .update({ ...values, ...asJson(values), updated_at: stamp() })
          .returning("*")
      ),

    /** Keeps what Klarna said, unless a newer reading was kept meanwhile. */
    keepSnapshot: (
      row: Pick<PurchaseRow, "id" | "version">,
      reading: Pick<PurchaseRow, "klarna_status" | "snapshot"> &
        Partial<Pick<PurchaseRow, "klarna_order_id" | "klarna_reference" | "authorization_token">>
    ) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id: row.id, version: row.version })
          .update({
            ...reading,
            snapshot: (reading.snapshot && JSON.stringify(reading.snapshot)) as never,
            ...(reading.authorization_token
              ? { authorization_hash: hashSecret(reading.authorization_token) }
              : {}),
            placing_since: (reading.klarna_status === "placing"
              ? connection.raw("coalesce(placing_since, ?)", [stamp()])
              : null) as never,
            checks: checksAfter(reading.klarna_status) as never,
            snapshot_at: stamp(),
            version: row.version + 1,
            updated_at: stamp(),
          })
          .returning("*")
      ),

    /** Keeps what we know better than any reading: what was sent, and what was answered to it. */
    async keepStatus({ id }: Pick<PurchaseRow, "id">, known: KnownStatus): Promise<PurchaseRow> {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const row = await reads.byId(id)
        const kept = row && (await this.keepSnapshot(row, { snapshot: row.snapshot, ...known }))
        if (kept) return kept
      }
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Klarna purchase ${id} does not hold still`)
    },

    /** Payment session `sessionId` now stands for the purchase. */
    async hold(purchaseId: string, sessionId: string): Promise<void> {
      await connection("klarna_holder")
        .insert({ id: sessionId, purchase_id: purchaseId, created_at: stamp(), updated_at: stamp() })
        .onConflict("id")
        .merge(["purchase_id", "updated_at"])
      await table()
        .where({ id: purchaseId })
        .update({ current_holder: sessionId, superseded_at: null, updated_at: stamp() })
    },

    /**
     * Medusa deleted a payment session. Only the one that holds the purchase leaves it superseded; the Klarna
     * order is compared as well, because on one path of core's the data comes from the shopper.
     */
    supersede: (sessionId: string, klarnaOrderId: string | null) =>
      firstRow<PurchaseRow>(
        table()
          .where({ current_holder: sessionId })
          // The session's data may name an earlier generation: a cart change can replace it under the session.
          .whereExists(
            (known) =>
              void known
                .select(connection.raw("1"))
                .from("klarna_purchase as told")
                .whereRaw("told.subject_id = klarna_purchase.subject_id")
                .whereRaw("told.klarna_order_id is not distinct from ?", [klarnaOrderId])
          )
          .whereNull("authorized_by")
          // Soon: it may have been paid otherwise, and its page is open.
          .update({
            superseded_at: stamp(),
            next_check_at: new Date(now() + SUPERSEDED_CHECK_MS),
            updated_at: stamp(),
          })
          .returning("*")
      ),

    /** The purchase is authorized by one payment session, by no second one, and not once its money goes back. */
    authorize: (purchaseId: string, sessionId: string) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id: purchaseId })
          .whereNull("closed_at")
          .whereRaw("coalesce(outcome, '') not like 'giv%'")
          .where((either) => void either.whereNull("authorized_by").orWhere({ authorized_by: sessionId }))
          .update({ authorized_by: sessionId, superseded_at: null, updated_at: stamp() })
          .returning("*")
      ),

    /**
     * Giving money back and authorizing exclude each other: of the two that try, one succeeds.
     *
     * @param authorizedBy what `authorized_by` was when giving back was decided. A payment that is pending at Klarna,
     *   or was killed before core wrote it, has a session here and no row in Medusa
     */
    beginGivingBack: (id: string, outcome: string, authorizedBy: string | null) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id })
          .whereRaw("coalesce(outcome, '') not like 'giv%'")
          .whereRaw("authorized_by is not distinct from ?", [authorizedBy])
          .update({ outcome, updated_at: stamp() })
          .returning("*")
      ),

    /** Why nobody is to pay it any more. What ends later ends nothing that is over. */
    noteEnd: (id: string, reason: string) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id })
          .whereNull("end_reason")
          .update({ end_reason: reason, updated_at: stamp() })
          .returning("*")
      ),

    /** Everybody has heard of the order that a link placed. */
    noteOrderPlaced: async (orderId: string): Promise<void> =>
      void (await table()
        .where({ subject_type: "order", subject_id: orderId, places_order: true })
        .whereNull("order_placed_emitted_at")
        .update({ order_placed_emitted_at: stamp(), updated_at: stamp() })),

    /** A failed completion gave the authorization up. */
    unauthorize: (id: string) =>
      firstRow<PurchaseRow>(
        table().where({ id }).update({ authorized_by: null, updated_at: stamp() }).returning("*")
      ),

    close: (id: string, reason: NonNullable<PurchaseRow["close_reason"]>) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id })
          .whereNull("closed_at")
          .update({ closed_at: stamp(), close_reason: reason, updated_at: stamp() })
          .returning("*")
      ),

    /** Claims purchases whose time has come; a crashed claimer's rows come up again after `retryMs`. */
    async claimDue(limit: number, retryMs: number): Promise<PurchaseRow[]> {
      return connection<PurchaseRow>("klarna_purchase")
        .whereIn(
          "id",
          (due) =>
            void due
              .select("id")
              .from("klarna_purchase")
              .where("next_check_at", "<=", stamp())
              .whereNull("deleted_at")
              .orderBy("next_check_at")
              .limit(limit)
              .forUpdate()
              .skipLocked()
        )
        .update({ next_check_at: new Date(now() + retryMs), updated_at: stamp() })
        .returning("*")
    },
  }
}

type KnownStatus = Pick<PurchaseRow, "klarna_status"> &
  Partial<Pick<PurchaseRow, "snapshot" | "klarna_order_id" | "authorization_token">>

/** Every failed one means that somebody else has moved the row on. */
const MAX_ATTEMPTS = 20

/** Whoever makes the session that follows has made it by then. */
const SUPERSEDED_CHECK_MS = 30_000

export type PurchaseStore = ReturnType<typeof createPurchaseStore>

/** The driver takes JSON columns as text. */
function asJson(values: Partial<PurchaseRow>): Record<string, unknown> {
  const json: Record<string, unknown> = {}
  if (values.snapshot) json.snapshot = JSON.stringify(values.snapshot)
  if (values.widget) json.widget = JSON.stringify(values.widget)
  if (values.last_error) json.last_error = JSON.stringify(values.last_error)
  return json
}
