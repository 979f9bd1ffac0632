import type {
  Decimal,
  PurchaseSource,
  SourceAddress,
  SourceItem,
  SourceShippingMethod,
  SourceTotals,
} from "../purchase-source"
import { subtractDecimals, sumDecimals } from "../money"

/** Totals of something whose price includes its tax, as exact as the test gives them. */
export function totals({
  total,
  originalTotal = total,
  taxTotal = "0",
  originalTaxTotal = taxTotal,
  taxRates = [],
}: Partial<SourceTotals> & { total: Decimal }): SourceTotals {
  return {
    total,
    originalTotal,
    taxTotal,
    originalTaxTotal,
    subtotal: subtractDecimals(originalTotal, originalTaxTotal),
    discountTotal: subtractDecimals(originalTotal, total),
    taxRates,
  }
}

type ItemInput = Partial<SourceItem> & { total: Decimal }

export function item(input: ItemInput): SourceItem {
  return {
    id: "item_1",
    title: "Lamp",
    variantSku: "sku-1",
    quantity: "1",
    requiresShipping: true,
    isGiftcard: false,
    ...input,
    ...totals(input),
  }
}

export function shipping(input: Partial<SourceShippingMethod> & { total: Decimal }): SourceShippingMethod {
  return { id: "sm_1", name: "Standard", shippingOptionId: "so_1", ...input, ...totals(input) }
}

export const address: SourceAddress = {
  firstName: "Testperson-se",
  lastName: "Approved",
  address1: "Stårgatan 1",
  postalCode: "12345",
  city: "Ankeborg",
  countryCode: "se",
  phone: "+46765260000",
}

export const usAddress: SourceAddress = {
  firstName: "Testperson-us",
  lastName: "Approved",
  address1: "Amsterdam Ave 509",
  postalCode: "10024-3941",
  city: "New York",
  province: "us-ny",
  countryCode: "us",
}

/** A cart; total and tax are the sums of its parts unless given. */
export function cart(input: Partial<PurchaseSource> = {}): PurchaseSource {
  const { items = [item({ total: "100", taxTotal: "20", taxRates: ["25"] })], shippingMethods = [] } = input
  const { creditLines = [] } = input
  const taxed = [...items, ...shippingMethods]
  const before = sumDecimals(taxed.map(({ total }) => total))
  return {
    kind: "cart",
    id: "cart_1",
    currencyCode: "sek",
    email: "shopper@example.com",
    shippingAddress: address,
    total: subtractDecimals(before, sumDecimals(creditLines.map(({ amount }) => amount))),
    taxTotal: sumDecimals(taxed.map(({ taxTotal }) => taxTotal)),
    ...input,
    items,
    shippingMethods,
    creditLines,
  }
}

export function usCart(input: Partial<PurchaseSource> = {}): PurchaseSource {
  return cart({ currencyCode: "usd", shippingAddress: usAddress, ...input })
}

/** Runs `act` and returns what it threw. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error("Nothing was thrown")
}
