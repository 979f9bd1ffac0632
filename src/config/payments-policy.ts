import type { KlarnaConfig } from "./klarna-config"
import type { PaymentsOptions } from "./payments-options"

/** Where a Klarna Payments purchase is made. */
export type PaymentsPlace = {
  account: string
  channel: "ecommerce" | "in_store" | "telesales"
  country: string
  salesChannel?: { id: string; name?: string }
}

export type PaymentsPolicy = Omit<PaymentsOptions, "rules">

/** How Klarna Payments is to be offered there: the first rule that fits, over what holds everywhere. */
export function paymentsPolicy({ payments }: KlarnaConfig, place: PaymentsPlace): PaymentsPolicy {
  const { rules, ...everywhere } = payments
  const rule = rules.find(
    ({ account, channel, country, salesChannel }) =>
      (!account || account === place.account) &&
      (!channel || channel === place.channel) &&
      (!country || country === place.country.toUpperCase()) &&
      (!salesChannel || salesChannel === place.salesChannel?.id || salesChannel === place.salesChannel?.name)
  )
  if (!rule) return everywhere
  const { account: _a, channel: _c, country: _l, salesChannel: _s, ...chosen } = rule
  return { ...everywhere, ...defined(chosen) }
}

const defined = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>
