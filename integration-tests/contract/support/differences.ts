import type { Violation } from "./descriptions"

/** Something that departs from the descriptions and is meant to. */
export type Difference = {
  /** As in {@link Violation}, where `*` stands for any one segment of a path; alone, for every operation. */
  operation: string
  part: Violation["part"]
  pointer: string
  /** Where it is written that Klarna does so, or "test" when a test goes wrong on purpose. */
  source: string
  reason: string
}

const KCO = "/checkout/v3/orders"
const HPP = "/hpp/v1/sessions"

/**
 * Every difference between the suites and the published descriptions that is no mistake. What the descriptions
 * themselves get wrong is mended in `repair-description.ts`.
 */
export const DIFFERENCES: readonly Difference[] = [
  ...["purchase_type", "payment_method_category", "payment_method_categories/*"].map((option) => ({
    operation: `POST ${HPP}`,
    part: "request" as const,
    pointer: `/options/${option}`,
    source: "klarna-hpp §4.1 (inferred)",
    reason: "guides send these in lower case, and KP answers them so",
  })),
  {
    operation: `POST ${HPP}/{session_id}/distribution`,
    part: "request",
    pointer: "/contact_information/access_id",
    source: "klarna-hpp §10.1",
    reason: "the enum holds three samples; an access id is whatever the QR code said",
  },
  {
    operation: `POST ${HPP}/*/distribution-module/token`,
    part: "operation",
    pointer: "",
    source: "klarna-hpp §10.3",
    reason: "the create answer names it as `generation_url`; its method and body are inferred",
  },
  {
    operation: `POST ${HPP}/*/manual-id-check`,
    part: "operation",
    pointer: "",
    source: "klarna-hpp §11",
    reason:
      "the create answer names it as `manual_identification_check_url`; its method and body are inferred",
  },
  {
    operation: "POST /merchant_urls.status_update",
    part: "request",
    pointer: "/session/status",
    source: "klarna-hpp §8.1, §9",
    reason: "TIMEOUT is told of in callbacks and is in no enum",
  },
  ...[
    "order_amount",
    "order_tax_amount",
    "order_lines",
    "locale",
    "purchase_country",
    "purchase_currency",
  ].map((member) => ({
    operation: `POST ${KCO}/{order_id}`,
    part: "request" as const,
    pointer: `/${member}`,
    source: "klarna-checkout §3 (inferred)",
    reason: "an update keeps what it leaves out, although one schema serves creation and update",
  })),
  ...(["request", "answer"] as const).map((part) => ({
    operation: `POST ${KCO}`,
    part,
    pointer: "/options/confirmation_page_upsell",
    source: "klarna-checkout §6",
    reason: "Kustom's own; the description is Klarna's",
  })),
  {
    operation: `POST ${KCO}`,
    part: "request",
    pointer: "/unknown_field",
    source: "test",
    reason: "a member that Checkout does not know is ignored and does not come back",
  },
  {
    operation: `POST ${KCO}`,
    part: "request",
    pointer: "/recurring_token",
    source: "test",
    reason: "a merchant cannot set it",
  },
  {
    operation: "PATCH /customer-token/v1/tokens/{customerToken}/status",
    part: "answer",
    pointer: "",
    source: "klarna-payments §7",
    reason: "the guide shows a sentence in plain text",
  },
  {
    operation: "*",
    part: "answer",
    pointer: "/error_messages",
    source: "klarna-payments §1 (observed)",
    reason: "a gateway may name one `error_message`; the sandbox does where the setting asks for it",
  },
  ...[
    "DELETE /payments/v1/sessions/*",
    "GET /checkout/v3/nothing",
    "GET /payments/v2/sessions",
    "PATCH /checkout/v3/orders",
  ].map((operation) => ({
    operation,
    part: "operation" as const,
    pointer: "",
    source: "test",
    reason: "what does not exist is refused",
  })),
]

/** Tells what is meant from what is not, and remembers which differences it met. */
export function createDifferences(known = DIFFERENCES) {
  const used = new Set<Difference>()
  const patterns = known.map((difference) => ({ difference, pattern: patternOf(difference) }))
  return {
    isMeant(violation: Violation): boolean {
      const fitting = patterns.filter(({ pattern }) => pattern.test(placeOf(violation)))
      for (const { difference } of fitting) used.add(difference)
      return fitting.length > 0
    },
    used: () => [...used].map(placeOf),
    all: () => known.map(placeOf),
  }
}

const placeOf = ({ operation, part, pointer }: Difference | Violation) =>
  `${operation} ${part} ${pointer}`.trim()

function patternOf(difference: Difference): RegExp {
  const { operation } = difference
  const place = placeOf(difference).slice(operation.length)
  const literal = (text: string) => text.replace(/[.{}]/g, "\\$&").replaceAll("*", "[^/]+")
  return new RegExp(`^${operation === "*" ? ".+" : literal(operation)}${literal(place)}$`)
}
