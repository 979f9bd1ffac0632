import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import { hashSecret } from "../secrets"
import { firstRow, type Connection } from "./knex"

/** States in which what the buyer agreed to has not become anything yet. */
const OPEN: PurchaseRow["klarna_status"][] = ["incomplete", "authorized"]

/**
 * What buyers' approvals yielded: one token per purchase, of which only the hash is left once it was used or given
 * back. Every write is one conditional statement, so any number of instances may run it.
 */
export function createAuthorizationStore(connection: Connection, now: Clock) {
  const table = () => connection<PurchaseRow>("klarna_purchase").whereNull("deleted_at")
  const stamp = () => new Date(now())
  const change = () => ({ version: connection.raw("version + 1") as never, updated_at: stamp() })
  const gone = () => ({ klarna_status: "incomplete", authorization_token: null, placing_since: null })

  return {
    byToken: (token: string) =>
      firstRow<PurchaseRow>(table().where({ authorization_hash: hashSecret(token) })),

    /**
     * A newer authorization ends the one before; once an order is being placed there is none. One that was given
     * back is not taken again, however often it is brought.
     *
     * @throws the database's error when the authorization came for another purchase
     */
    note: (id: string, token: string) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id })
          .whereIn("klarna_status", OPEN)
          .where(
            (unspent) =>
              void unspent
                .whereNotNull("authorization_token")
                .orWhereNull("authorization_hash")
                .orWhereNot({ authorization_hash: hashSecret(token) })
          )
          .update({
            klarna_status: "authorized",
            authorization_token: token,
            authorization_hash: hashSecret(token),
            checks: 0,
            // Whatever becomes of whoever brought it, the poll finds it.
            next_check_at: new Date(now() + 5_000),
            ...change(),
          })
          .returning("*")
      ),

    /** Klarna showed another token than the one that was brought. */
    correct: (id: string, token: string) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id, klarna_status: "authorized" })
          .update({ authorization_token: token, authorization_hash: hashSecret(token), ...change() })
          .returning("*")
      ),

    /** Klarna itself says whose it is: a purchase that a browser brought it for loses it. */
    release: (token: string, ownerId: string) =>
      table()
        .where({ authorization_hash: hashSecret(token) })
        .whereNot({ id: ownerId })
        .whereIn("klarna_status", OPEN)
        .update({ ...gone(), authorization_hash: null, ...change() }),

    /**
     * Nothing will come of it.
     *
     * @param forget it may be brought again, by Klarna
     * @returns nothing when a newer one came meanwhile, or an order is known by now
     */
    spend: (id: string, token: string, forget = false) =>
      firstRow<PurchaseRow>(
        table()
          .where({ id, authorization_token: token })
          .whereNull("klarna_order_id")
          .update({ ...gone(), ...(forget ? { authorization_hash: null } : {}), ...change() })
          .returning("*")
      ),
  }
}

export type AuthorizationStore = ReturnType<typeof createAuthorizationStore>

/** Whether a token was given back or used up: Klarna's page shows it for as long as it lives. */
export const isSpent = (
  {
    authorization_token,
    authorization_hash,
  }: Pick<PurchaseRow, "authorization_token" | "authorization_hash">,
  token: string
): boolean => authorization_token === null && authorization_hash === hashSecret(token)
