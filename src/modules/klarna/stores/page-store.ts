import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { PageRow } from "../rows"
import { firstRow, type Connection } from "./knex"

type NewPage = Pick<
  PageRow,
  | "purchase_id"
  | "hpp_session_id"
  | "redirect_url"
  | "qr_code_url"
  | "distribution_url"
  | "distribution_module_url"
  | "expires_at"
  | "reference"
  | "secret_hash"
>

export function createPageStore(connection: Connection, now: Clock) {
  const table = () => connection<PageRow>("klarna_page").whereNull("deleted_at")
  const stamp = () => new Date(now())

  return {
    byId: (id: string) => firstRow<PageRow>(table().where({ id })),

    byReference: (reference: string) => firstRow<PageRow>(table().where({ reference })),

    byHppSessionId: (hppSessionId: string) =>
      firstRow<PageRow>(table().where({ hpp_session_id: hppSessionId })),

    live: (purchaseId: string) =>
      firstRow<PageRow>(table().where({ purchase_id: purchaseId }).whereNull("closed_at")),

    latest: (purchaseId: string) =>
      firstRow<PageRow>(table().where({ purchase_id: purchaseId }).orderBy("created_at", "desc").limit(1)),

    /** Newest first. */
    ofPurchase: async (purchaseId: string): Promise<PageRow[]> =>
      table().where({ purchase_id: purchaseId }).orderBy("created_at", "desc"),

    async insert(values: NewPage): Promise<PageRow> {
      const [row] = await connection<PageRow>("klarna_page")
        .insert({
          id: generateEntityId(undefined, "klpage"),
          ...values,
          created_at: stamp(),
          updated_at: stamp(),
        } as never)
        .returning("*")
      return row as PageRow
    },

    /** Moves the page on, but never back in Klarna's time: a late callback is older than what we know. */
    moveTo: (id: string, state: string, klarnaUpdatedAt: Date | null) =>
      firstRow<PageRow>(
        table()
          .where({ id })
          .where((either) => {
            void either.whereNull("klarna_updated_at")
            if (klarnaUpdatedAt) void either.orWhere("klarna_updated_at", "<", klarnaUpdatedAt)
          })
          .update({ state, klarna_updated_at: klarnaUpdatedAt, updated_at: stamp() } as never)
          .returning("*")
      ),

    /** Who made the link, or why it was disabled. */
    note: (id: string, values: Partial<Pick<PageRow, "created_by" | "note">>) =>
      firstRow<PageRow>(
        table()
          .where({ id })
          .update({ ...values, updated_at: stamp() } as never)
          .returning("*")
      ),

    close: (id: string, reason: NonNullable<PageRow["close_reason"]>) =>
      firstRow<PageRow>(
        table()
          .where({ id })
          .whereNull("closed_at")
          .update({ closed_at: stamp(), close_reason: reason, updated_at: stamp() } as never)
          .returning("*")
      ),
  }
}

export type PageStore = ReturnType<typeof createPageStore>
