import type { PurchaseRow } from "../rows"

/** An hour less than Klarna's 48: its page closes then. */
const LIFETIME_MS = 47 * 3_600_000

/** Whether 48 hours have gone since the payment's last change, as Klarna told it when it was last read. */
export function isOlderThanItsPage(row: PurchaseRow, now: number): boolean {
  const told = row.snapshot as { last_modified_at?: string; started_at?: string } | null
  const changed = Date.parse(told?.last_modified_at ?? told?.started_at ?? "") || row.created_at.getTime()
  return now - changed >= LIFETIME_MS
}
