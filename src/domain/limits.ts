/**
 * How much Klarna takes, in code points for text. Where its systems differ we keep the smallest, because one
 * mapper serves the checkout order, its captures and its refunds.
 *
 * @see Kustom Checkout API, `order_line` and `order.order_lines`; Order Management API, `address`
 */
export const LIMITS = {
  orderLines: 1000,
  name: 255,
  /** 255 by the specification; longer ones than this are refused in the field, and plugins cut here. */
  reference: 64,
  url: 1024,
  /** Largest `unit_price` and `total_amount` of a line, in minor units. */
  lineAmount: 100_000_000,
  /** 100 % in hundredths of a percent. */
  taxRate: 10_000,
  addressText: 99,
  postalCode: 10,
} as const

/** Cuts by code points, so that no character is left half. */
export function cutText(text: string, limit: number): string {
  // A string has at least as many UTF-16 units as code points: most texts need no splitting.
  return text.length <= limit ? text : [...text].slice(0, limit).join("")
}

/** Length in code points. */
export function textLength(text: string): number {
  return [...text].length
}

/** One line of text: line breaks and runs of blanks become one blank, none at the ends. Empty for undefined. */
export function tidyText(text: string | null | undefined): string {
  return (text ?? "").replace(/\s+/gu, " ").trim()
}
