import type { Answer, Client } from "../support/client"
import type { RunningSandbox } from "../../start-sandbox"

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** What a managed order has to be, reckoned beside the sandbox. Amounts are minor units. */
export type ManagedOrder = {
  id: string
  amount: number
  captured: number
  refunded: number
  cancelled: boolean
  released: boolean
  expiresAt: number
  createdAt: number
  fraud: "ACCEPTED" | "PENDING" | "REJECTED" | "STOPPED"
  rejectedAt: number
}

/** A call with a key, and the answer it got. */
export type KeyedCall = {
  method: string
  path: string
  body: unknown
  key: string
  at: number
  answer: Answer
}

/** What the commands know of; ids only, but for managed orders. */
export type Model = {
  now: number
  checkoutOrders: string[]
  paymentsSessions: { id: string; amount: number; intent: string }[]
  pages: string[]
  authorizations: { token: string; amount: number }[]
  customerTokens: string[]
  /** Of customer tokens, accepted. */
  charges: number
  managed: Map<string, ManagedOrder>
  keyed: KeyedCall[]
  /** Last seen, by id: what is final may not change. */
  seen: Map<string, { status: string; rest: string }>
  nextKey: number
}

export const createModel = (now: number): Model => ({
  now,
  checkoutOrders: [],
  paymentsSessions: [],
  pages: [],
  authorizations: [],
  customerTokens: [],
  charges: 0,
  managed: new Map(),
  keyed: [],
  seen: new Map(),
  nextKey: 1,
})

/** The sandbox and how it is called. Every call is watched: one that is refused may not change anything. */
export type Real = {
  sandbox: RunningSandbox
  client: Client
  call(method: string, path: string, body?: unknown, key?: string): Promise<Answer>
  control(method: string, path: string, body?: unknown): Promise<Answer>
  /** Everything the sandbox remembers, but for the call log. */
  state(): string
  /** Of a table, in the order of its columns. */
  rows(table: string, ...columns: string[]): unknown[][]
}

export const isCancelled = (order: ManagedOrder, now: number) =>
  order.cancelled ||
  (order.fraud === "REJECTED" && order.captured === 0 && now >= order.rejectedAt + 4 * HOUR)

export const isExpired = (order: ManagedOrder, now: number) =>
  !isCancelled(order, now) && order.expiresAt <= now && order.captured < order.amount

export const isOver = (order: ManagedOrder, now: number) => isCancelled(order, now) || isExpired(order, now)

export const remaining = (order: ManagedOrder, now: number) =>
  order.released || isOver(order, now) ? 0 : order.amount - order.captured

/** Midnight UTC, 28 days on. */
export const expiryFrom = (at: number) => Math.floor(at / DAY) * DAY + 28 * DAY
