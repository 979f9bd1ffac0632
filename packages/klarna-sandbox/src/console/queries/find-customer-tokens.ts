import type { CustomerTokenStatus } from "../../state/records"
import type { World } from "../../world"

/** A line of a list of customer tokens. */
export type CustomerTokenRow = {
  seq: number
  token_id: string
  status: CustomerTokenStatus
  method: string
  refuses_with: string | null
  purchase_country: string
  purchase_currency: string
  email: string | null
  created_at: number
}

/** Newest first. */
export const findCustomerTokens = (world: World, limit: number, before = Number.MAX_SAFE_INTEGER) =>
  world.db.query<CustomerTokenRow>(
    `SELECT rowid AS seq, token_id, status, method, refuses_with, purchase_country, purchase_currency, created_at,
       json_extract(billing_address, '$.email') AS email
     FROM customer_token WHERE rowid < ? ORDER BY rowid DESC LIMIT ?`,
    [before, limit]
  )
