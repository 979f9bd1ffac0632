import { KlarnaMappingError } from "./errors"
import type { Decimal } from "./purchase-source"

/**
 * An integer count of a currency's smallest unit: 1099 is EUR 10.99.
 * The brand keeps a major-unit number from reaching Klarna by accident.
 */
export type MinorUnits = number & { readonly __unit: "minor" }

type Scaled = { digits: bigint; scale: number }

const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * Converts major units to minor units, rounding half away from zero. Works on digits: in floats
 * 1.005 * 100 is 100.49999..., which loses a cent.
 *
 * @param exponent the currency's ISO 4217 exponent, from `currencyExponent`
 * @throws {KlarnaMappingError} `amount_malformed`, or `limit_exceeded` beyond what a number holds exactly
 */
export function toMinorUnits(major: Decimal, exponent: number): MinorUnits {
  const { digits, scale } = read(major)
  const minor =
    scale <= exponent
      ? digits * 10n ** BigInt(exponent - scale)
      : divideRounded(digits, 10n ** BigInt(scale - exponent))
  return toSafeInteger(minor, major)
}

/** The exact decimal of an amount in minor units: 1099 with exponent 2 is "10.99". */
export function toMajor(minor: MinorUnits, exponent: number): Decimal {
  return write({ digits: BigInt(minor), scale: exponent })
}

/** Adds decimals exactly; the sum of none is "0". */
export function sumDecimals(decimals: readonly Decimal[]): Decimal {
  const scaled = decimals.map(read)
  const scale = largestScale(scaled)
  return write({ digits: scaled.reduce((sum, one) => sum + rescale(one, scale), 0n), scale })
}

/** `minuend - subtrahend`, exactly. */
export function subtractDecimals(minuend: Decimal, subtrahend: Decimal): Decimal {
  return sumDecimals([minuend, negateDecimal(subtrahend)])
}

export function negateDecimal(decimal: Decimal): Decimal {
  const { digits, scale } = read(decimal)
  return write({ digits: -digits, scale })
}

/** Negative, zero or positive, as a sort wants it. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a = 0n, b = 0n] = toCommonScale([left, right])
  return a < b ? -1 : a > b ? 1 : 0
}

/** The decimals as integers of one common unit, so that they can be compared, added and used as weights. */
export function toCommonScale(decimals: readonly Decimal[]): bigint[] {
  const scaled = decimals.map(read)
  const scale = largestScale(scaled)
  return scaled.map((one) => rescale(one, scale))
}

/** Adds amounts. Exact, because every amount is a safe integer far from the limit. */
export function sumMinor(amounts: readonly number[]): MinorUnits {
  return amounts.reduce((sum, amount) => sum + amount, 0) as MinorUnits
}

/** `total * part / whole`, rounded half away from zero, without an overflow in between. */
export function shareOf(total: number, part: bigint, whole: bigint): MinorUnits {
  return Number(divideRounded(BigInt(total) * part, whole)) as MinorUnits
}

function read(decimal: Decimal): Scaled {
  const parts = PLAIN_DECIMAL.exec(decimal)
  if (!parts) {
    throw new KlarnaMappingError("amount_malformed", `Not a plain decimal: ${JSON.stringify(decimal)}`)
  }
  const [, sign = "", whole = "", fraction = ""] = parts
  return { digits: BigInt(sign + whole + fraction), scale: fraction.length }
}

function write({ digits, scale }: Scaled): Decimal {
  const sign = digits < 0n ? "-" : ""
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0")
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

const largestScale = (scaled: readonly Scaled[]) => scaled.reduce((max, { scale }) => Math.max(max, scale), 0)

const rescale = ({ digits, scale }: Scaled, to: number) => digits * 10n ** BigInt(to - scale)

/** Half away from zero; the divisor is positive. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  return dividend < 0n ? -rounded : rounded
}

function toSafeInteger(minor: bigint, major: Decimal): MinorUnits {
  const amount = Number(minor)
  if (!Number.isSafeInteger(amount)) {
    throw new KlarnaMappingError("limit_exceeded", `The amount ${major} is too large`, {
      rule: "amount",
      actual: major,
      expected: Number.MAX_SAFE_INTEGER,
    })
  }
  return amount as MinorUnits
}
