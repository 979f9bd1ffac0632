import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Medusa's shared connection pool. Conditional UPDATEs on it are how instances agree with each other. */
export type Connection = Knex

/** Runs a conditional statement that touches at most one row, and gives that row back. */
export async function firstRow<Row>(statement: PromiseLike<unknown>): Promise<Row | undefined> {
  const rows = (await statement) as Row[]
  return rows[0]
}
