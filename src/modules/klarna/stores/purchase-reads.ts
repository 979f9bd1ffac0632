import type { PurchaseRow } from "../rows"
import { firstRow, type Connection } from "./knex"

export type Subject = Pick<
  PurchaseRow,
  "subject_type" | "subject_id" | "payment_collection_id" | "provider" | "account_id"
>

/** By what a purchase, or several, can be found. */
export function createPurchaseReads(connection: Connection) {
  const table = () => connection<PurchaseRow>("klarna_purchase").whereNull("deleted_at")

  return {
    byId: (id: string) => firstRow<PurchaseRow>(table().where({ id })),

    byIds: async (ids: string[]): Promise<PurchaseRow[]> => table().whereIn("id", ids),

    byReference: (reference: string) => firstRow<PurchaseRow>(table().where({ reference })),

    byKlarnaOrderId: (klarnaOrderId: string) =>
      firstRow<PurchaseRow>(table().where({ klarna_order_id: klarnaOrderId })),

    live: (subject: Subject) => firstRow<PurchaseRow>(table().where(only(subject)).whereNull("closed_at")),

    last: (subject: Subject) =>
      firstRow<PurchaseRow>(table().where(only(subject)).orderBy("generation", "desc").limit(1)),

    /** Every purchase that an order, its cart or one of its payment links made, newest first. */
    ofOrder: async (orderId: string, cartId: string | undefined): Promise<PurchaseRow[]> =>
      table()
        .where((either) => {
          void either.where({ order_id: orderId }).orWhere({ subject_type: "order", subject_id: orderId })
          if (cartId) void either.orWhere({ subject_type: "cart", subject_id: cartId })
        })
        .orderBy("created_at", "desc"),

    /** Links of orders that can still be paid, as far as the ledger knows. */
    openLinks: async (of: { order_id: string } | { collection_id: string }): Promise<PurchaseRow[]> =>
      table()
        .where({ subject_type: "order" })
        .where("order_id" in of ? { subject_id: of.order_id } : { payment_collection_id: of.collection_id })
        .whereNull("closed_at")
        .whereIn("klarna_status", ["incomplete", "checkout_incomplete"]),

    ofCart: async (cartId: string): Promise<PurchaseRow[]> =>
      table().where({ subject_type: "cart", subject_id: cartId }).orderBy("created_at", "desc"),

    byHolder: (paymentSessionId: string) =>
      firstRow<PurchaseRow>(
        connection<PurchaseRow>("klarna_purchase as p")
          .join("klarna_holder as h", "h.purchase_id", "p.id")
          .where("h.id", paymentSessionId)
          .select("p.*")
      ),

    holders: async (purchaseId: string): Promise<string[]> =>
      connection("klarna_holder").where({ purchase_id: purchaseId }).pluck("id"),

    /** Payment sessions of many purchases. */
    holdersOf: async (purchaseIds: string[]): Promise<{ id: string; purchase_id: string }[]> =>
      connection("klarna_holder").whereIn("purchase_id", purchaseIds).select("id", "purchase_id"),
  }
}

const only = (subject: Subject): Subject => ({
  subject_type: subject.subject_type,
  subject_id: subject.subject_id,
  payment_collection_id: subject.payment_collection_id,
  provider: subject.provider,
  account_id: subject.account_id,
})
