import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import { firstRow, type Connection } from "./knex"

/** What Klarna holds for an order and for how long, as Order Management last told. */
export type Reservation = { expiresAt: Date | null; remaining: number }

/** Every write is one conditional statement, so any number of instances may run it. */
export function createReservationStore(connection: Connection, now: Clock) {
  const table = () => connection<PurchaseRow>("klarna_purchase").whereNull("deleted_at")
  const stamp = () => new Date(now())
  const placed = () => table().whereNotNull("order_id").whereNotNull("klarna_order_id")
  // What we captured or gave back ourselves counts at once, before Klarna was read again.
  const taken = (...kinds: string[]) =>
    connection("klarna_operation")
      .whereRaw("klarna_operation.klarna_order_id = klarna_purchase.klarna_order_id")
      .whereIn("kind", kinds)
      .where({ status: "confirmed" })
      .whereNull("klarna_operation.deleted_at")
  const expiring = (before: Date) =>
    placed()
      .whereNull("authorization_over_at")
      .where("authorization_expires_at", "<=", before)
      .whereNotExists(taken("cancel", "release").select(connection.raw("1")))
      .where(
        "amount",
        ">",
        taken("capture").select(connection.raw("coalesce(sum(klarna_operation.amount), 0)")) as never
      )

  return {
    /** Keeps what was read. With nothing left to capture it is not looked at again. */
    keep: (id: string, { expiresAt, remaining }: Reservation) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id })
          .update({
            authorization_expires_at: expiresAt,
            authorization_over_at: (remaining > 0
              ? null
              : connection.raw("coalesce(authorization_over_at, ?)", [stamp()])) as never,
            ...(remaining > 0 ? {} : { authorization_check_at: null }),
            updated_at: stamp(),
          })
          .returning("*")
      ),

    schedule: (id: string, at: Date | null) =>
      firstRow<PurchaseRow>(
        table().where({ id }).update({ authorization_check_at: at, updated_at: stamp() }).returning("*")
      ),

    /** @returns nothing when the shop has been told of this very end before */
    markTold: (id: string, expiresAt: Date) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id })
          .where(
            (untold) =>
              void untold
                .whereNull("authorization_told_for")
                .orWhereNot({ authorization_told_for: expiresAt })
          )
          .update({ authorization_told_for: expiresAt, updated_at: stamp() })
          .returning("*")
      ),

    /** Reservations whose time to be looked at has come; a crashed claimer's come up again after `retryMs`. */
    async claimDue(limit: number, retryMs: number): Promise<PurchaseRow[]> {
      return connection<PurchaseRow>("klarna_purchase")
        .whereIn(
          "id",
          (due) =>
            void due
              .select("id")
              .from("klarna_purchase")
              .where("authorization_check_at", "<=", stamp())
              .whereNull("deleted_at")
              .orderBy("authorization_check_at")
              .limit(limit)
              .forUpdate()
              .skipLocked()
        )
        .update({ authorization_check_at: new Date(now() + retryMs), updated_at: stamp() })
        .returning("*")
    },

    /**
     * Purchases that have become orders, newest first; or, of those that run out before a moment, the ones that do
     * first.
     */
    async list(
      page: { limit: number; offset: number },
      before?: Date
    ): Promise<{ rows: PurchaseRow[]; count: number }> {
      const rows = () => (before ? expiring(before) : placed())
      const [found, [counted]] = await Promise.all([
        rows()
          .orderBy(before ? "authorization_expires_at" : "created_at", before ? "asc" : "desc")
          .orderBy("id")
          .limit(page.limit)
          .offset(page.offset),
        rows().count<{ count: string }[]>("id as count"),
      ])
      return { rows: found as PurchaseRow[], count: Number(counted?.count ?? 0) }
    },

    /** Which of these orders are paid with Klarna, and whether something may be left to capture. */
    async openOrders(orderIds: string[]): Promise<Map<string, "held" | "over">> {
      const rows = await placed()
        .whereIn("order_id", orderIds)
        .select("order_id", "authorization_over_at", "closed_at")
      const orders = new Map<string, "held" | "over">()
      for (const { order_id, authorization_over_at, closed_at } of rows) {
        const isOver = Boolean(authorization_over_at ?? closed_at)
        // One of several Klarna orders of an order is enough.
        if (!isOver || !orders.has(order_id as string))
          orders.set(order_id as string, isOver ? "over" : "held")
      }
      return orders
    },

    /** Orders whose amount or lines have changed at Klarna since a moment, with something left to capture. */
    async changedOrders(since: Date): Promise<string[]> {
      const rows = await placed()
        .whereNull("closed_at")
        .whereNull("authorization_over_at")
        .whereIn(
          "klarna_order_id",
          (changed) =>
            void changed
              .select("klarna_order_id")
              .from("klarna_operation")
              .where({ kind: "update", status: "confirmed" })
              .where("updated_at", ">=", since)
              .whereNull("deleted_at")
        )
        .distinct("order_id")
      return rows.map((row) => row.order_id as string)
    },

    /** Settled since a moment, and nobody has tried to capture any of it. */
    async untouched(since: Date, limit: number): Promise<string[]> {
      const rows = await placed()
        .where({ outcome: "settled" })
        .whereNull("closed_at")
        .whereNull("authorization_over_at")
        .where("snapshot_at", ">=", since)
        .whereNotExists(
          (captures) =>
            void captures
              .select(connection.raw("1"))
              .from("klarna_operation")
              .whereRaw("klarna_operation.klarna_order_id = klarna_purchase.klarna_order_id")
              .where({ kind: "capture" })
              .whereNull("klarna_operation.deleted_at")
              .whereIn("status", ["sent", "confirmed"])
        )
        .orderBy("snapshot_at")
        .limit(limit)
        .select("id")
      return rows.map(({ id }) => id)
    },
  }
}

export type ReservationStore = ReturnType<typeof createReservationStore>
