import type { Clock } from "./clock"
import type { PurchaseRow } from "./rows"
import { firstRow, type Connection } from "./stores/knex"

export type TellOnce = (purchaseId: string, news: News) => Promise<boolean>

export type News = {
  isTold: (purchase: PurchaseRow) => boolean
  /** Emits, and does nothing with the purchase: its row is locked meanwhile. */
  tell: (purchase: PurchaseRow) => Promise<unknown>
  /** How the ledger remembers it. */
  mark: (purchase: PurchaseRow) => Partial<Omit<PurchaseRow, "snapshot" | "widget" | "last_error">>
}

/**
 * Something is told of a purchase by one of those who find it out at the same moment. Marked afterwards: killed in
 * between it is told again, never not at all.
 *
 * @returns a function; its answer is whether this caller told it
 */
export function createTellOnce(connection: Connection, now: Clock): TellOnce {
  return async (purchaseId, { isTold, tell, mark }) =>
    connection.transaction(async (on) => {
      const purchase = await firstRow<PurchaseRow>(
        on<PurchaseRow>("klarna_purchase").where({ id: purchaseId }).forUpdate().select("*")
      )
      if (!purchase || isTold(purchase)) return false
      await tell(purchase)
      await on("klarna_purchase")
        .where({ id: purchaseId })
        .update({ ...mark(purchase), updated_at: new Date(now()) })
      return true
    })
}
