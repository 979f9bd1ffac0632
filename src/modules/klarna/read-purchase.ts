import { KlarnaApiError, type KlarnaClients } from "../../klarna"
import { readKlarnaOrder, statusOf } from "./klarna-order-snapshot"
import type { Leases } from "./leases"
import type { PurchaseRow } from "./rows"
import type { PurchaseStore } from "./stores/purchase-store"

/** Longer than a second signal should wait for the first one's single read. */
const LEASE_WAIT_MS = 5_000

type Dependencies = {
  purchases: PurchaseStore
  leases: Leases
  clientsOf: (accountId: string) => KlarnaClients
}

/**
 * What Klarna says about a purchase. One read serves every signal that arrives together: whoever comes second
 * waits for the first reading, and a completed order is not read again.
 *
 * @returns the purchase with its snapshot, or nothing while another caller keeps Klarna busy with it
 */
export function createReadPurchase({ purchases, leases, clientsOf }: Dependencies) {
  return async function read(purchaseId: string): Promise<PurchaseRow | undefined> {
    const known = await purchases.byId(purchaseId)
    if (!known || isSettled(known)) return known
    const lease = await leases.acquire("work", purchaseId, LEASE_WAIT_MS)
    if (!lease) return undefined
    try {
      const row = await purchases.byId(purchaseId)
      return !row || isSettled(row) ? row : await ask(row)
    } finally {
      await lease.release()
    }
  }

  async function ask(row: PurchaseRow): Promise<PurchaseRow> {
    const reading = await readOrGone(row)
    return (await purchases.keepSnapshot(row, reading)) ?? (await purchases.byId(row.id)) ?? row
  }

  async function readOrGone(row: PurchaseRow) {
    try {
      return readKlarnaOrder(
        await clientsOf(row.account_id).checkout.readOrder(row.klarna_order_id as string)
      )
    } catch (error) {
      // Klarna forgets an order 48 hours after its last change; at Kustom even the body is empty.
      if (error instanceof KlarnaApiError && error.status === 404) {
        return { klarna_status: "gone", snapshot: row.snapshot }
      }
      throw error
    }
  }
}

/** Nothing more to learn from the Checkout API: not created yet, paid, or over. */
function isSettled(row: PurchaseRow): boolean {
  const status = statusOf(row)
  return status !== "incomplete" && status !== "unknown"
}
