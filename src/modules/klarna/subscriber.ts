import type { KlarnaConfig } from "../../config/klarna-config"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { requireSellable } from "../../domain/tokenize-intent"
import type { PaymentSystem } from "./payment-systems/payment-system"
import type { PurchaseRow } from "./rows"

/** Of a cart or order. `isLoggedIn`: this call was theirs. */
export type PurchaseCustomer = { id: string; isLoggedIn: boolean }

type Asked = { customer?: PurchaseCustomer; draft: KlarnaOrderDraft }

/**
 * Who a customer token would belong to: the customer of the cart, if it was they who opened the session, now or
 * before. Medusa gives a guest's cart to whoever has that e-mail address, so the cart alone says nothing.
 */
export function subscriberOf(
  { customer }: Pick<Asked, "customer">,
  purchase: PurchaseRow | undefined
): string | null {
  if (!customer) return null
  return customer.isLoggedIn || purchase?.customer_id === customer.id ? customer.id : null
}

/** @throws KlarnaMappingError what cannot be sold as a subscription, and why */
export function requireSubscriber(
  config: KlarnaConfig,
  { givesTokens }: PaymentSystem,
  input: Asked,
  purchase: PurchaseRow | undefined
): void {
  requireSellable(input.draft, {
    sellsSubscriptions: givesTokens,
    isOn: config.customerTokens !== undefined,
    customerId: subscriberOf(input, purchase),
  })
}
