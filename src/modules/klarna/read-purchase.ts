import { KlarnaApiError, type KlarnaClients } from "../../klarna"
import type { Clock } from "./clock"
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
  now: Clock
}

/**
 * What Klarna says about a purchase. One read serves every signal that arrives together: whoever comes second
 * waits for the first reading, and a completed order is not read again.
 *
 * @returns the purchase with its snapshot, or nothing while another caller keeps Klarna busy with it
 */
export function createReadPurchase({ purchases, leases, clientsOf, now }: Dependencies) {
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

  async function readOrGone(row: PurchaseRow): Promise<Reading> {
    const { checkout } = clientsOf(row.account_id)
    try {
      return readKlarnaOrder(await checkout.readOrder(row.klarna_order_id as string))
    } catch (error) {
      if (isNotFound(error)) return readForgotten(row)
      throw error
    }
  }

  /**
   * The Checkout API does not know the order. That alone ends nothing: a paid order lives on in Order Management
   * under the same id, and before its 48 hours are over a 404 is somebody's mistake.
   */
  async function readForgotten(row: PurchaseRow): Promise<Reading> {
    try {
      const order = await clientsOf(row.account_id).orderManagement.readOrder(row.klarna_order_id as string)
      return readKlarnaOrder({ ...order, status: COMPLETE } as never)
    } catch (error) {
      if (!isNotFound(error)) throw error
      return { klarna_status: isOver(row) ? "gone" : row.klarna_status, snapshot: row.snapshot }
    }
  }

  /** 48 hours after the order's last change, as Klarna told it when it was last read. */
  function isOver(row: PurchaseRow): boolean {
    const told = row.snapshot as { last_modified_at?: string; started_at?: string } | null
    const changed = Date.parse(told?.last_modified_at ?? told?.started_at ?? "") || row.created_at.getTime()
    return now() - changed >= LIFETIME_MS
  }
}

type Reading = { klarna_status: string; snapshot: Record<string, unknown> | null }

const COMPLETE = "checkout_complete"
/** An hour less than Klarna's 48: its page closes then. */
const LIFETIME_MS = 47 * 3_600_000

const isNotFound = (error: unknown) => error instanceof KlarnaApiError && error.status === 404

/** Nothing more to learn from the Checkout API: not created yet, paid, or over. */
function isSettled(row: PurchaseRow): boolean {
  const status = statusOf(row)
  return status !== "incomplete" && status !== "unknown"
}
