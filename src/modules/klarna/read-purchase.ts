import type { KeepReading } from "./keep-reading"
import type { Leases } from "./leases"
import type { PaymentSystem } from "./payment-systems/payment-system"
import type { PurchaseRow } from "./rows"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

/** Longer than a second signal should wait for the first one's single read. */
const LEASE_WAIT_MS = 5_000

type Dependencies = {
  purchases: PurchaseStore
  leases: Leases
  keepReading: KeepReading
  systemOf: (provider: string) => PaymentSystem
}

/** `again`: also what is paid is read once more, because Klarna may have changed its mind. */
type ReadOptions = { again?: boolean }

/**
 * What Klarna says about a purchase. One read serves every signal that arrives together: whoever comes second
 * waits for the first reading, and a completed order is not read again.
 *
 * @returns the purchase with its snapshot, or nothing while another caller keeps Klarna busy with it
 */
export function createReadPurchase({ purchases, leases, keepReading, systemOf }: Dependencies) {
  return async function read(
    purchaseId: string,
    { again = false }: ReadOptions = {}
  ): Promise<PurchaseRow | undefined> {
    const enough = (row: PurchaseRow) => isSettled(row) && !(again && statusOf(row) === "complete")
    const known = await purchases.byId(purchaseId)
    if (!known || enough(known)) return known
    const lease = await leases.acquire("work", purchaseId, LEASE_WAIT_MS)
    if (!lease) return undefined
    try {
      const row = await purchases.byId(purchaseId)
      return !row || enough(row) ? row : await keepReading(row, await systemOf(row.provider).read(row))
    } finally {
      await lease.release()
    }
  }
}

/** Nothing more to learn before something else happens: not created yet, to be placed, paid, or over. */
function isSettled(row: PurchaseRow): boolean {
  switch (statusOf(row)) {
    case "new":
    case "authorized":
    case "complete":
    case "tokenized":
    case "rejected":
    case "gone":
    case "aborted":
      return true
    case "incomplete":
    case "placing":
    case "pending":
    case "unknown":
      return false
  }
}
