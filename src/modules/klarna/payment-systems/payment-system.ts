import type { AccountConfig } from "../../../config/klarna-config"
import type { PaymentsPolicy } from "../../../config/payments-policy"
import type { KlarnaOrderDraft } from "../../../domain/klarna-order-draft"
import type { PurchaseRow } from "../rows"

/** What was learned at Klarna, ready to be kept in the ledger. */
export type Reading = Pick<PurchaseRow, "klarna_status" | "snapshot"> &
  Partial<Pick<PurchaseRow, "klarna_order_id" | "klarna_reference" | "authorization_token">>

export type NewPayment = {
  purchase: PurchaseRow
  account: AccountConfig
  draft: KlarnaOrderDraft
  /** For the addresses that Klarna calls; its hash is in the ledger already. */
  secret: string
  sessionId: string
}

/** What became of an attempt to change what is to be paid. */
export type UpdateResult =
  | { result: "updated"; reading: Reading }
  /** Klarna does not know it any more. */
  | { result: "over" }
  /** It cannot be changed: paid a moment ago, or ended. Read it. */
  | { result: "read_only" }

/**
 * How the ledger talks to the Klarna system behind a provider until the money is there; afterwards it is Order
 * Management for all. Calls only, no writing: the ledger keeps what they return.
 */
export type PaymentSystem = {
  /** Whether and how it is offered, where the shop may choose. */
  policy: (input: PolicyInput) => PaymentsPolicy | undefined
  /** Whether a purchase can bring a customer token, so that subscriptions can be sold. */
  givesTokens: boolean
  /** Makes Klarna's order or session. @returns what identifies it, and its first reading */
  create: (payment: NewPayment) => Promise<Partial<PurchaseRow> & Reading>
  update: (purchase: PurchaseRow, draft: KlarnaOrderDraft) => Promise<UpdateResult>
  /** @throws KlarnaApiError, KlarnaUnreachableError */
  read: (purchase: PurchaseRow) => Promise<Reading>
  /**
   * Nobody is to pay it any more. `maybe_paid`: Klarna refuses, somebody may have a moment ago. `lapsing`: it cannot
   * be ended, and what still comes of it goes back.
   */
  end: (purchase: PurchaseRow) => Promise<"over" | "lapsing" | "maybe_paid">
  /** What a hosted page is opened for. */
  pageFor: (purchase: PurchaseRow) => string
}

export type PolicyInput = {
  account: AccountConfig
  channel: PurchaseRow["channel"]
  country: string
  salesChannel?: { id: string; name?: string }
}
