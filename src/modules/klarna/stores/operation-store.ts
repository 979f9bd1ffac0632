import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { OperationKind, OperationRow } from "../rows"
import { firstRow, type Connection } from "./knex"

export type NewOperation = Pick<
  OperationRow,
  | "purchase_id"
  | "klarna_order_id"
  | "account_id"
  | "kind"
  | "amount"
  | "currency_code"
  | "medusa_row_id"
  | "singleton"
> & {
  /** What an order is placed with; other effects have none. */
  target?: string | null
  items?: OperationRow["items"]
  capture_id?: string | null
  created_by?: string | null
  /** The body is made from the row's id, which captures and refunds carry as their reference. */
  body: (operationId: string) => string | null
}

/** An effect of ours that nobody has begun to send by then was left behind by a process that was killed. */
const LEFT_BEHIND_AFTER_MS = 120_000

/** What Medusa books as well. Money that goes back without an order has no books. */
const isBooked = ({ kind, singleton }: Pick<NewOperation, "kind" | "singleton">) =>
  kind === "cancel" || (!singleton && (kind === "capture" || kind === "refund"))

const UNRESOLVED: OperationRow["status"][] = ["sent", "unknown"]

/** Effects that turn a purchase into an order. */
const PLACINGS: OperationKind[] = ["place", "charge"]

/** What nobody sends again needs neither who bought nor the secrets in the addresses that Klarna was to call. */
export const REDUCED_BODY = `case when kind in ('place', 'charge')
  then (body::jsonb - 'merchant_urls' - 'billing_address' - 'shipping_address' - 'customer')::text
  else body end`

/** Given up here: Klarna has said nothing of it. */
export const NOT_SENT = { code: "NOT_SENT", message: "Given up before it was sent" }
export const NOT_EXECUTED = { code: "NOT_EXECUTED", message: "Staff found no order at Klarna" }
const OURS = [NOT_SENT.code, NOT_EXECUTED.code]

export function createOperationStore(connection: Connection, now: Clock) {
  // Said as Medusa's indexes say it: without it PostgreSQL uses none of them.
  const table = () => connection<OperationRow>("klarna_operation").whereNull("deleted_at")
  const stamp = () => new Date(now())
  const reducedBody = () => connection.raw(REDUCED_BODY)

  return {
    byId: (id: string) => firstRow<OperationRow>(table().where({ id })),

    byMedusaRow: (medusaRowId: string) =>
      firstRow<OperationRow>(table().where({ medusa_row_id: medusaRowId })),

    ofKlarnaOrder: async (klarnaOrderId: string): Promise<OperationRow[]> =>
      table().where({ klarna_order_id: klarnaOrderId }).orderBy("created_at"),

    ofKlarnaOrders: async (klarnaOrderIds: string[]): Promise<OperationRow[]> =>
      table().whereIn("klarna_order_id", klarnaOrderIds).orderBy("created_at"),

    unresolved: async (klarnaOrderId: string): Promise<OperationRow[]> =>
      table().where({ klarna_order_id: klarnaOrderId }).whereIn("status", UNRESOLVED).orderBy("created_at"),

    bySingleton: (klarnaOrderId: string, singleton: string) =>
      firstRow<OperationRow>(
        table().where({ klarna_order_id: klarnaOrderId, singleton }).whereNot({ status: "refused" })
      ),

    /** Those that were to bring an order for a purchase and of which nobody has heard. */
    openPlacings: async (purchaseId: string): Promise<OperationRow[]> =>
      table()
        .where({ purchase_id: purchaseId })
        .whereIn("kind", PLACINGS)
        .where(
          (open) =>
            void open
              .whereIn("status", ["intended", ...UNRESOLVED])
              .orWhere((secret) => void secret.where({ status: "confirmed" }).whereNotNull("target"))
        ),

    /** What Klarna refused, oldest first, of an effect that is tried anew each time. */
    refusedBy: async (klarnaOrderId: string, singleton: string): Promise<OperationRow[]> =>
      table()
        .where({ klarna_order_id: klarnaOrderId, singleton, status: "refused" })
        .whereNotIn("error_code", OURS)
        .orderBy("settled_at"),

    /**
     * @param on the caller's transaction
     * @returns the row, or nothing when a unique index says that the intent exists already
     */
    async insert(
      { body, items, ...values }: NewOperation,
      on: Connection = connection
    ): Promise<OperationRow | undefined> {
      const id = generateEntityId(undefined, "klop")
      return firstRow<OperationRow>(
        on<OperationRow>("klarna_operation")
          .insert({
            id,
            ...values,
            items: items ? JSON.stringify(items) : null,
            body: body(id),
            books_due_at: isBooked(values) ? new Date(now() + LEFT_BEHIND_AFTER_MS) : null,
            // What a row of Medusa's intends is Medusa's to try again.
            next_attempt_at: values.singleton ? new Date(now() + LEFT_BEHIND_AFTER_MS) : null,
            created_at: stamp(),
            updated_at: stamp(),
          } as never)
          .onConflict()
          .ignore()
          .returning("*")
      )
    },

    /**
     * Effects of a kind that may have happened and that no Medusa row owns, or whose owner Medusa has deleted
     * again (`missingOwners`): a retry of Medusa comes with a new row and must find them.
     */
    ownerless: async (
      klarnaOrderId: string,
      kind: OperationKind,
      missingOwners: string[]
    ): Promise<OperationRow[]> =>
      table()
        .where({ klarna_order_id: klarnaOrderId, kind })
        .whereIn("status", [...UNRESOLVED, "confirmed"])
        .where((either) => void either.whereNull("medusa_row_id").orWhereIn("medusa_row_id", missingOwners))
        .orderBy("created_at"),

    /** Medusa rows that own an effect of a kind, so that the caller can ask which of them still exist. */
    async owners(klarnaOrderId: string, kind: OperationKind): Promise<string[]> {
      const rows = await table()
        .where({ klarna_order_id: klarnaOrderId, kind })
        .whereIn("status", [...UNRESOLVED, "confirmed"])
        .whereNotNull("medusa_row_id")
        .select("medusa_row_id")
      return rows.map((row) => row.medusa_row_id as string)
    },

    /** `medusaRowId` takes an effect over from `previous`; of two that try, one succeeds. */
    takeOver: (id: string, previous: string | null, medusaRowId: string) =>
      firstRow<OperationRow>(
        table()
          .where({ id, medusa_row_id: previous })
          .update({ medusa_row_id: medusaRowId, updated_at: stamp() } as never)
          .returning("*")
      ),

    /**
     * A `sent` row older than `timeoutMs` has lost its sender, and Medusa's row its caller: a killed Medusa keeps
     * that row without ever booking it, so its retry must find the effect without an owner.
     */
    async disown(id: string, timeoutMs: number): Promise<void> {
      await table()
        .where({ id, status: "sent" })
        .where("sent_at", "<", new Date(now() - timeoutMs))
        .update({ medusa_row_id: null, updated_at: stamp() } as never)
    },

    /** Marks a row as being sent, for exactly one caller. `sent` rows older than `timeoutMs` count as lost. */
    beginSending: (id: string, timeoutMs: number) =>
      firstRow<OperationRow>(
        table()
          .where({ id })
          .where((free) => {
            void free.whereIn("status", ["intended", "unknown"])
            void free.orWhere(
              (lost) => void lost.where({ status: "sent" }).where("sent_at", "<", new Date(now() - timeoutMs))
            )
          })
          .update({
            status: "sent",
            sent_at: stamp(),
            attempts: connection.raw("attempts + 1"),
            next_attempt_at: new Date(now() + timeoutMs),
            updated_at: stamp(),
          } as never)
          .returning("*")
      ),

    /** A secret is kept no longer than it is of use. `klarnaOrderId`: what the row belongs to from now on. */
    async clearTarget(id: string, klarnaOrderId?: string): Promise<void> {
      await table()
        .where({ id })
        .update({
          target: null,
          ...(klarnaOrderId ? { klarna_order_id: klarnaOrderId } : {}),
          updated_at: stamp(),
        } as never)
    },

    confirm: (id: string, values: Pick<OperationRow, "klarna_id" | "correlation_id">) =>
      firstRow<OperationRow>(
        table()
          .where({ id })
          .update({
            ...values,
            body: reducedBody(),
            status: "confirmed",
            settled_at: stamp(),
            next_attempt_at: null,
            error_code: null,
            error_message: null,
            updated_at: stamp(),
          } as never)
          .returning("*")
      ),

    /**
     * `release` gives up the Medusa row as well: Medusa is about to delete it. A confirmation stays: a second sender
     * may have learned meanwhile what this one did not.
     */
    settle: (
      id: string,
      status: "refused" | "unknown" | "intended",
      error: { code: string; message: string; correlationId?: string },
      options: { release?: boolean; nextAttemptAt?: Date | null } = {}
    ) =>
      firstRow<OperationRow>(
        table()
          .where({ id })
          .whereNot({ status: "confirmed" })
          .update({
            status,
            ...(status === "refused" ? { body: reducedBody() } : {}),
            error_code: error.code,
            error_message: error.message,
            correlation_id: error.correlationId ?? null,
            ...(options.release ? { medusa_row_id: null } : {}),
            next_attempt_at: options.nextAttemptAt ?? null,
            settled_at: status === "refused" ? stamp() : null,
            updated_at: stamp(),
          } as never)
          .returning("*")
      ),

    /** Repeating effects (acknowledge, references, cancel) whose time has come. */
    async claimDue(limit: number, retryMs: number): Promise<OperationRow[]> {
      return table()
        .whereIn(
          "id",
          (due) =>
            void due
              .select("id")
              .from("klarna_operation")
              .whereIn("status", ["intended", "sent", "unknown"])
              .where("next_attempt_at", "<=", stamp())
              .whereNull("deleted_at")
              .orderBy("next_attempt_at")
              .limit(limit)
              .forUpdate()
              .skipLocked()
        )
        .update({ next_attempt_at: new Date(now() + retryMs), updated_at: stamp() } as never)
        .returning("*")
    },
  }
}

export type OperationStore = ReturnType<typeof createOperationStore>
