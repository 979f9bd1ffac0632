import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { OperationError } from "../../domain/operation-error"
import type { Clock } from "./clock"
import { firstRow, type Connection } from "./stores/knex"

/** A lease outlives its owner by at most this long. */
const LEASE_MS = 60_000
const RENEW_MS = 20_000
const ASK_AGAIN_MS = 40

/**
 * A lease on one purchase, held in the database so that every instance sees it. `work` is for calls to Klarna
 * about its order and page, `money` spans Medusa's whole capture, refund and cancel workflows.
 */
export type LeaseKind = "work" | "money"

const COLUMNS = {
  work: { owner: "lease_owner", until: "lease_until" },
  money: { owner: "money_lease_owner", until: "money_lease_until" },
} as const

/**
 * Somebody who waits for an answer is not told to try again because the plugin itself is at it: of an own job or
 * subscriber the end is waited for, of another person not.
 */
const PERSON = "person:"
const PLUGIN_TAKES_MS = 5_000

/** What a second caller is told. */
export const MONEY_IS_MOVING =
  "Another capture, refund or cancellation of this Klarna order is running. Try again in a moment"

export type Lease = {
  /** Somebody else held it first. */
  waited: boolean
  release: () => Promise<void>
}

export function createLeases(connection: Connection, now: Clock) {
  async function tryAcquire(kind: LeaseKind, purchaseId: string, owner: string): Promise<boolean> {
    const { owner: ownerColumn, until } = COLUMNS[kind]
    const taken = await firstRow(
      connection("klarna_purchase")
        .where({ id: purchaseId })
        .where((free) => void free.whereNull(ownerColumn).orWhere(until, "<", new Date(now())))
        .update({ [ownerColumn]: owner, [until]: new Date(now() + LEASE_MS) })
        .returning("id")
    )
    return taken !== undefined
  }

  /** @returns the lease, or nothing when somebody else still holds it after `waitMs` */
  const acquire = async (kind: LeaseKind, purchaseId: string, waitMs: number): Promise<Lease | undefined> =>
    acquireAs(randomUUID(), kind, purchaseId, async () => waitMs)

  /** The money lease for somebody who waits for an answer. @returns nothing when another person holds it */
  const acquireForPerson = async (purchaseId: string): Promise<Lease | undefined> =>
    acquireAs(PERSON + randomUUID(), "money", purchaseId, async () =>
      (await isHeldByPerson(purchaseId)) ? 0 : PLUGIN_TAKES_MS
    )

  async function isHeldByPerson(id: string): Promise<boolean> {
    const held = connection("klarna_purchase").where({ id }).whereLike("money_lease_owner", `${PERSON}%`)
    return (await firstRow(held.select("id"))) !== undefined
  }

  async function acquireAs(
    owner: string,
    kind: LeaseKind,
    purchaseId: string,
    patienceMs: () => Promise<number>
  ): Promise<Lease | undefined> {
    // The machine's clock on purpose: this measures our own waiting, not business time.
    const began = performance.now()
    let waited = false
    while (!(await tryAcquire(kind, purchaseId, owner))) {
      waited = true
      if (performance.now() - began >= (await patienceMs())) return undefined
      await pause(ASK_AGAIN_MS)
    }
    const { owner: ownerColumn, until } = COLUMNS[kind]
    const mine = () => connection("klarna_purchase").where({ id: purchaseId, [ownerColumn]: owner })
    // Lives as long as its owner does: a slow Klarna may keep a request open longer than one term.
    const renewal = setInterval(() => {
      mine()
        .update({ [until]: new Date(now() + LEASE_MS) })
        .catch(() => undefined)
    }, RENEW_MS)
    renewal.unref()
    return {
      waited,
      release: async () => {
        clearInterval(renewal)
        await mine().update({ [ownerColumn]: null, [until]: null })
      },
    }
  }

  /**
   * Moves money of one Klarna order while nobody else does: held over a whole workflow, Medusa's part of it as well.
   *
   * @param waitMs how long to wait for somebody who is at it
   * @throws OperationError `operation_in_progress` when somebody still is
   */
  async function withMoneyLease<Result>(
    purchaseId: string,
    work: () => Promise<Result>,
    waitMs = 0
  ): Promise<Result> {
    const lease = await acquire("money", purchaseId, waitMs)
    if (!lease) throw new OperationError("operation_in_progress", MONEY_IS_MOVING)
    try {
      return await work()
    } finally {
      await lease.release()
    }
  }

  return { acquire, acquireForPerson, withMoneyLease }
}

export type Leases = ReturnType<typeof createLeases>
