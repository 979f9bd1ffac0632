import type { PayloadKind } from "./examine-payload"

const ASKED: readonly (readonly [RegExp, PayloadKind])[] = [
  [/^POST .*\/ordermanagement\/v1\/orders\/[^/]+\/captures$/, "capture"],
  [/^POST .*\/ordermanagement\/v1\/orders\/[^/]+\/refunds$/, "refund"],
  [/^PATCH .*\/ordermanagement\/v1\/orders\/[^/]+\/authorization$/, "order"],
  [/^POST .*\/checkout\/v3\/orders(\/[^/]+)?$/, "order"],
  [/^POST .*\/payments\/v1\/sessions(\/[^/]+)?$/, "order"],
  [/^POST .*\/payments\/v1\/authorizations\/[^/]+\/order$/, "order"],
  [/^POST .*\/customer-token\/v1\/tokens\/[^/]+\/order$/, "order"],
]

/** What Klarna was asked for, by method and path; nothing where no amounts and lines are in it. */
export const payloadKindOfCall = (method: string, path: string): PayloadKind | undefined =>
  ASKED.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1]

const OPERATIONS: Readonly<Record<string, PayloadKind>> = {
  capture: "capture",
  refund: "refund",
  place: "order",
  charge: "order",
  update: "order",
}

/** The same for an effect of the ledger. */
export const payloadKindOfOperation = (kind: string): PayloadKind | undefined => OPERATIONS[kind]
