/** Kinds of payloads that Klarna's rules are known for. `order`: whatever makes, changes or places one. */
export const PAYLOAD_KINDS = ["order", "capture", "refund"] as const
export type PayloadKind = (typeof PAYLOAD_KINDS)[number]

/** Something in a payload that Klarna does not take. Amounts as Klarna has them, in minor units. */
export type Finding = {
  /** As Klarna writes it, e.g. `order_lines[2].total_tax_amount`; empty for what has no field. */
  path: string
  /** 0-based. */
  line: number | null
  reference: string | null
  rule: string
  expected: number | string | null
  sent: number | string | null
  named_by_klarna: boolean
}

export type Examination = { kind: PayloadKind; findings: Finding[] }

/** A call that Klarna refused, or an effect of the ledger. */
export type ExaminationSubject = { type: "calls" | "operations"; id: string }
