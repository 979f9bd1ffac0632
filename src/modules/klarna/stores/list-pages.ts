import type { PageRow, PurchaseRow } from "../rows"
import type { Connection } from "./knex"

export type PageFilter = {
  /** Open: can be paid. Paid and ended by what became of the payment. */
  state?: "open" | "paid" | "ended"
  channel?: PurchaseRow["channel"]
  createdBy?: string
  /** Links of staff and of renewals, not shoppers' checkouts. */
  onlyLinks?: boolean
  createdAfter?: Date
  createdBefore?: Date
  /** Any of ours, Klarna's or Medusa's ids. */
  anyId?: string[]
  limit: number
  offset: number
}

export type ListedPage = { page: PageRow; purchase: PurchaseRow }

/** Klarna's words for a payment that is there. */
const PAID = ["checkout_complete", "accepted", "pending"]

const PAGE_IDS = ["id", "hpp_session_id"] as const
const PURCHASE_IDS = [
  ...["id", "klarna_order_id", "kp_session_id", "klarna_reference"],
  ...["current_holder", "order_id", "subject_id"],
]

/** Pages with what they pay, newest first; filtered, searched and counted by the database. */
export function createListPages(connection: Connection) {
  return async function list(filter: PageFilter): Promise<{ rows: ListedPage[]; count: number }> {
    const matching = filter.anyId && (await pagesOf(filter.anyId))
    if (matching && !matching.length) return { rows: [], count: 0 }
    const [ids, [counted]] = await Promise.all([
      filtered(filter, matching)
        .select<{ id: string; purchase_id: string }[]>("page.id", "page.purchase_id")
        .orderBy([
          { column: "page.created_at", order: "desc" },
          { column: "page.id", order: "desc" },
        ])
        .limit(filter.limit)
        .offset(filter.offset),
      filtered(filter, matching).count<{ count: string }[]>("page.id as count"),
    ])
    return { rows: await load(ids), count: Number(counted?.count ?? 0) }
  }

  /** Found column by column, each by its index: one condition over both tables would read them whole. */
  async function pagesOf(ids: string[]): Promise<string[]> {
    // Medusa's indexes hold what is not marked as deleted: a query that does not say so cannot use them.
    const having = (column: string) =>
      connection("klarna_purchase").whereIn(column, ids).whereNull("deleted_at").select("id")
    const [first, ...others] = PURCHASE_IDS.map(having)
    const [own, purchases] = await Promise.all([
      connection("klarna_page")
        .whereNull("deleted_at")
        .where((any) => PAGE_IDS.forEach((column) => void any.orWhereIn(column, ids)))
        .select<{ id: string }[]>("id"),
      first?.union(others) as PromiseLike<{ id: string }[]>,
    ])
    const paid = purchases.map(({ id }) => id)
    const theirs = paid.length
      ? await connection("klarna_page")
          .whereIn("purchase_id", paid)
          .whereNull("deleted_at")
          .select<{ id: string }[]>("id")
      : []
    return [...new Set([...own, ...theirs].map(({ id }) => id))]
  }

  function filtered(filter: PageFilter, matching: string[] | undefined) {
    const query = connection("klarna_page as page").whereNull("page.deleted_at")
    // Every page has its purchase: to count them nobody has to look.
    if (filter.channel || filter.state) {
      void query.join("klarna_purchase as purchase", "purchase.id", "page.purchase_id")
    }
    if (matching) void query.whereIn("page.id", matching)
    if (filter.onlyLinks) void query.whereNotNull("page.created_by")
    if (filter.channel) void query.where("purchase.channel", filter.channel)
    if (filter.createdBy) void query.where("page.created_by", filter.createdBy)
    if (filter.createdAfter) void query.where("page.created_at", ">=", filter.createdAfter)
    if (filter.createdBefore) void query.where("page.created_at", "<", filter.createdBefore)
    switch (filter.state) {
      case "open":
        void query.whereNull("page.closed_at").whereNotIn("purchase.klarna_status", PAID)
        break
      case "paid":
        void query.whereIn("purchase.klarna_status", PAID)
        break
      case "ended":
        void query.whereNotNull("page.closed_at").whereNotIn("purchase.klarna_status", PAID)
        break
      case undefined:
        break
    }
    return query
  }

  async function load(ids: { id: string; purchase_id: string }[]): Promise<ListedPage[]> {
    if (!ids.length) return []
    const [pages, purchases] = await Promise.all([
      connection<PageRow>("klarna_page").whereIn(
        "id",
        ids.map(({ id }) => id)
      ),
      connection<PurchaseRow>("klarna_purchase").whereIn(
        "id",
        ids.map(({ purchase_id }) => purchase_id)
      ),
    ])
    const pageOf = new Map(pages.map((page) => [page.id, page as PageRow]))
    const purchaseOf = new Map(purchases.map((purchase) => [purchase.id, purchase as PurchaseRow]))
    return ids.flatMap(({ id, purchase_id }) => {
      const page = pageOf.get(id)
      const purchase = purchaseOf.get(purchase_id)
      return page && purchase ? [{ page, purchase }] : []
    })
  }
}

export type ListPages = ReturnType<typeof createListPages>
