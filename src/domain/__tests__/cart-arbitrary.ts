import fc from "fast-check"

import type { Market } from "../markets"
import type { Decimal, PurchaseSource, SourceCreditLine, SourceItem, SourceTotals } from "../purchase-source"
import { address, usAddress } from "./purchase-builder"

/** Medusa divides to 20 decimals; so does this arithmetic, on integers of 10^-20. */
const SCALE = 20
const ONE = 10n ** BigInt(SCALE)

export type RandomLine = {
  /** Units of the price's last digit. */
  price: number
  /** Digits of the price beyond the currency's own: 0 is a proper price, up to 13 in all is a converted one. */
  extraDigits: number
  /** Thousandths. */
  quantity: number
  rate: number
  /** Thousandths taken off by a promotion on the item. */
  discount: number
}

export type RandomCart = {
  market: Market
  pricesIncludeTax: boolean
  /** Each line's tax is the sum of one of these lists, in percent. */
  rates: readonly (readonly Decimal[])[]
  lines: RandomLine[]
  shipping: RandomLine[]
  /** Thousandths of the goods taken off by a fixed amount on the order, spread as Medusa does. */
  orderDiscount: number
  /** Thousandths of the total, each paid with a credit. */
  credits: number[]
}

const market = (country: string, currency: string, taxOnSeparateLine = false): Market => ({
  country,
  currency,
  locales: [`en-${country}`],
  defaultLocale: `en-${country}`,
  taxOnSeparateLine,
  regionRequired: taxOnSeparateLine,
})

/** Two decimals with both tax modes, and two that Klarna's countries do not have: the arithmetic must not care. */
const MARKETS: readonly (readonly [exponent: number, market: Market])[] = [
  [2, market("SE", "SEK")],
  [2, market("DE", "EUR")],
  [2, market("US", "USD", true)],
  [0, market("JP", "JPY")],
  [3, market("KW", "KWD")],
]

export const exponentOf = ({ currency }: Market) =>
  MARKETS.find(([, { currency: candidate }]) => candidate === currency)?.[0] ?? 2

const RATES: readonly (readonly Decimal[])[] = [
  ["25"],
  ["6"],
  ["19"],
  ["7"],
  ["0"],
  [],
  ["5.5"],
  ["6.625"],
  ["8.25"],
  ["4", "2.625"],
  ["5", "9.975"],
  ["33.333333"],
  ["100"],
]

const line = fc.record<RandomLine>({
  price: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 30_000 }) }, fc.constant(0)),
  extraDigits: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 11 })),
  quantity: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 12 }).map((pieces) => pieces * 1000) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }).map((pieces) => pieces * 1000) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }) }
  ),
  rate: fc.nat({ max: 2 }),
  discount: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 999 }) },
    fc.constant(1000)
  ),
})

const lines = fc.oneof(
  { weight: 60, arbitrary: fc.array(line, { minLength: 1, maxLength: 5, size: "max" }) },
  { weight: 30, arbitrary: fc.array(line, { minLength: 6, maxLength: 40, size: "max" }) },
  { weight: 10, arbitrary: fc.array(line, { minLength: 41, maxLength: 200, size: "max" }) }
)

export const randomCart: fc.Arbitrary<RandomCart> = fc.record({
  market: fc.constantFrom(...MARKETS.map(([, one]) => one)),
  pricesIncludeTax: fc.boolean(),
  rates: fc.array(fc.constantFrom(...RATES), { minLength: 3, maxLength: 3 }),
  lines,
  shipping: fc.array(line, { maxLength: 2 }),
  orderDiscount: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 1000 })),
  credits: fc.oneof(
    { weight: 2, arbitrary: fc.constant<number[]>([]) },
    fc.array(fc.integer({ min: 0, max: 333 }), { minLength: 1, maxLength: 3 })
  ),
})

/** The cart as Medusa would compute it: nothing is rounded but divisions, and what is handed out, to 13 decimals. */
export function toSource(cart: RandomCart): PurchaseSource {
  const goodsBefore = cart.lines.map((one) => afterOwnDiscount(cart, one))
  const goods = goodsBefore.reduce((sum, amount) => sum + amount, 0n)
  const orderDiscount = (goods * BigInt(cart.orderDiscount)) / 1000n
  const computed = cart.lines.map((one, index) =>
    compute(cart, one, goods === 0n ? 0n : (orderDiscount * (goodsBefore[index] ?? 0n)) / goods)
  )
  const shipping = cart.shipping.map((one) => compute(cart, { ...one, quantity: 1000 }, 0n))
  const before = [...computed, ...shipping].reduce((sum, { total }) => sum + total, 0n)
  const credits = cart.credits.map((share) => (before * BigInt(share)) / 1000n)
  const taxed = [...computed, ...shipping]
  return {
    kind: "cart",
    id: "cart_random",
    currencyCode: cart.market.currency.toLowerCase(),
    email: "shopper@example.com",
    shippingAddress: cart.market.taxOnSeparateLine ? usAddress : address,
    total: write(before - creditsThatCount(credits, exponentOf(cart.market))),
    taxTotal: write(taxed.reduce((sum, { taxTotal }) => sum + taxTotal, 0n)),
    items: computed.map((totals, index) => toItem(cart.lines[index] as RandomLine, totals, index)),
    shippingMethods: shipping.map((totals, index) => ({
      id: `sm_${index}`,
      name: "Parcel",
      ...toTotals(totals),
    })),
    creditLines: credits.map(toCredit),
  }
}

/** Medusa forgets credits that are no more than one minor unit in all. */
function creditsThatCount(credits: readonly bigint[], exponent: number): bigint {
  const total = credits.reduce((sum, credit) => sum + credit, 0n)
  return total <= ONE / 10n ** BigInt(exponent) ? 0n : total
}

type Computed = {
  total: bigint
  originalTotal: bigint
  subtotal: bigint
  taxTotal: bigint
  originalTaxTotal: bigint
  taxRates: readonly Decimal[]
}

function compute(cart: RandomCart, one: RandomLine, orderDiscount: bigint): Computed {
  const taxRates = cart.rates[one.rate] ?? []
  const rate = taxRates.reduce((sum, percent) => sum + readDecimal(percent) / 100n, 0n)
  const price = priceOf(cart, one)
  const subtotal = cart.pricesIncludeTax ? divide(price * ONE, ONE + rate) : price
  const taxable = afterOwnDiscount(cart, one) - orderDiscount
  const taxTotal = divide(taxable * rate, ONE)
  const originalTaxTotal = divide(subtotal * rate, ONE)
  return {
    total: taxable + taxTotal,
    originalTotal: cart.pricesIncludeTax ? price : price + originalTaxTotal,
    subtotal,
    taxTotal,
    originalTaxTotal,
    taxRates,
  }
}

/** Without tax, after the item's promotion. */
function afterOwnDiscount(cart: RandomCart, one: RandomLine): bigint {
  const rate = (cart.rates[one.rate] ?? []).reduce((sum, percent) => sum + readDecimal(percent) / 100n, 0n)
  const price = priceOf(cart, one)
  const subtotal = cart.pricesIncludeTax ? divide(price * ONE, ONE + rate) : price
  return subtotal - divide(subtotal * BigInt(one.discount), 1000n)
}

/** Of all pieces, as entered. A price has its last digits below the minor unit where it is an ugly one. */
function priceOf({ market: { currency } }: RandomCart, { price, extraDigits, quantity }: RandomLine): bigint {
  const exponent = MARKETS.find(([, one]) => one.currency === currency)?.[0] ?? 2
  const ugly = extraDigits > 0 ? BigInt(price) * 7_919_191_919n : 0n
  const digits = BigInt(price) * 10n ** BigInt(extraDigits) + (ugly % 10n ** BigInt(extraDigits))
  return (digits * ONE * BigInt(quantity)) / 10n ** BigInt(exponent + extraDigits) / 1000n
}

function toItem(one: RandomLine, totals: Computed, index: number): SourceItem {
  return {
    id: `item_${index}`,
    title: `Article ${index}`,
    variantSku: `sku-${index}`,
    quantity: write((BigInt(one.quantity) * ONE) / 1000n),
    requiresShipping: index % 3 !== 0,
    isGiftcard: false,
    ...toTotals(totals),
  }
}

const toCredit = (amount: bigint, index: number): SourceCreditLine => ({
  id: `credit_${index}`,
  amount: write(amount),
  reference: index % 2 ? "gift-card" : "store-credit",
})

const toTotals = ({ taxRates, ...amounts }: Computed): SourceTotals => ({
  total: write(amounts.total),
  originalTotal: write(amounts.originalTotal),
  subtotal: write(amounts.subtotal),
  taxTotal: write(amounts.taxTotal),
  originalTaxTotal: write(amounts.originalTaxTotal),
  discountTotal: write(amounts.originalTotal - amounts.total),
  taxRates: [...taxRates],
})

const divide = (dividend: bigint, divisor: bigint) => (2n * dividend + divisor) / (2n * divisor)

function readDecimal(decimal: Decimal): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".")
  return BigInt(whole + fraction.padEnd(SCALE, "0"))
}

function write(value: bigint): Decimal {
  const sign = value < 0n ? "-" : ""
  const digits = divide(value < 0n ? -value : value, 10n ** 7n)
    .toString()
    .padStart(14, "0")
  const text = `${digits.slice(0, -13)}.${digits.slice(-13)}`.replace(/\.?0+$/, "")
  return text === "0" ? "0" : sign + text
}
