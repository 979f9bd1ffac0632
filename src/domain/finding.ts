/** Something in a payload that Klarna does not take, or named when it refused it. */
export type Finding = {
  /** As Klarna writes it: `order_lines[2].total_tax_amount`. Empty for what has no field. */
  path: string
  /** 0-based. */
  line: number | null
  reference: string | null
  /** The rule, as a formula or in a few words. */
  rule: string
  expected: number | string | null
  sent: number | string | null
  /** Klarna's own message names this field. */
  named_by_klarna: boolean
}

/** What is not said is nothing. */
export type Found = (finding: Partial<Finding> & Pick<Finding, "path" | "rule">) => void

const TEXT_SHOWN = 80

/** Enough to recognise it; never a whole object. */
export function shownOf(value: unknown): number | string | null {
  if (value === undefined || value === null) return null
  if (typeof value === "number") return value
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object"
  return String(value).slice(0, TEXT_SHOWN)
}
