import type { World } from "../../world"

export type Counts = Record<
  "checkout_order" | "hpp_session" | "kp_session" | "capture" | "refund" | "callback",
  number
>

/**
 * How many there have been. Rows are numbered as they come and none is ever deleted alone, so the highest number
 * says it without counting a hundred thousand.
 */
export async function countRecords(world: World): Promise<Counts> {
  const [counts] = await world.db.query<Counts>(
    `SELECT ${["checkout_order", "hpp_session", "kp_session", "capture", "refund", "callback"]
      .map((table) => `coalesce((SELECT max(rowid) FROM ${table}), 0) AS ${table}`)
      .join(", ")}`
  )
  return counts as Counts
}
