import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { CustomerTokenRow } from "../subscription-rows"
import { firstRow, type Connection } from "./knex"

type NewToken = Pick<
  CustomerTokenRow,
  "account_id" | "customer_id" | "purchase_id" | "token_id" | "currency_code" | "country_code"
>

type Told = Partial<
  Pick<
    CustomerTokenRow,
    "status" | "payment_method_type" | "card_brand" | "masked_number" | "card_expiry_date"
  >
>

export function createCustomerTokenStore(connection: Connection, now: Clock) {
  const table = () => connection<CustomerTokenRow>("klarna_customer_token").whereNull("deleted_at")
  const stamp = () => new Date(now())

  return {
    byId: (id: string) => firstRow<CustomerTokenRow>(table().where({ id })),

    /** The newest that a purchase brought. */
    ofPurchase: (purchaseId: string) =>
      firstRow<CustomerTokenRow>(
        table().where({ purchase_id: purchaseId }).orderBy("created_at", "desc").limit(1)
      ),

    allOfPurchase: async (purchaseId: string): Promise<CustomerTokenRow[]> =>
      table().where({ purchase_id: purchaseId }).orderBy("created_at", "desc"),

    /** Newest first. */
    ofCustomer: async (customerId: string): Promise<CustomerTokenRow[]> =>
      table().where({ customer_id: customerId }).orderBy("created_at", "desc").orderBy("id"),

    /** @returns the token's row, also when it was kept before */
    async keep(values: NewToken): Promise<CustomerTokenRow> {
      const inserted = await firstRow<CustomerTokenRow>(
        connection<CustomerTokenRow>("klarna_customer_token")
          .insert({
            id: generateEntityId(undefined, "klct"),
            ...values,
            status: "ACTIVE",
            created_at: stamp(),
            updated_at: stamp(),
          })
          .onConflict()
          .ignore()
          .returning("*")
      )
      const { account_id, token_id } = values
      const row = inserted ?? (await firstRow<CustomerTokenRow>(table().where({ account_id, token_id })))
      return row as CustomerTokenRow
    },

    /** What Klarna told. A cancelled token stays cancelled, whatever a slower answer says. */
    told: (id: string, told: Told) =>
      firstRow<CustomerTokenRow>(
        table()
          .where({ id })
          .where((open) => {
            if (told.status !== "CANCELLED") void open.whereNot({ status: "CANCELLED" })
          })
          .update({
            ...told,
            ...(told.status === "CANCELLED"
              ? { cancelled_at: connection.raw("coalesce(cancelled_at, ?)", [stamp()]) as never }
              : {}),
            checked_at: stamp(),
            updated_at: stamp(),
          })
          .returning("*")
      ),

    /** Cancelled here, by somebody. @returns nothing when it was cancelled before */
    cancel: (id: string, actor: string | null) =>
      firstRow<CustomerTokenRow>(
        table()
          .where({ id })
          .whereNot({ status: "CANCELLED" })
          .update({ status: "CANCELLED", cancelled_at: stamp(), cancelled_by: actor, updated_at: stamp() })
          .returning("*")
      ),
  }
}

export type CustomerTokenStore = ReturnType<typeof createCustomerTokenStore>
