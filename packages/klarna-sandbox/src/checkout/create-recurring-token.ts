import { customerTokens, type CheckoutOrderRecord, type ManagedOrderDetails } from "../state/records"
import type { World } from "../world"

/**
 * The consumer bought with `recurring: true`: the merchant may charge them again through the Customer Token API.
 *
 * @param payment_method what the purchase was paid with, which later charges are as well
 * @returns the order's `recurring_token`
 */
export async function createRecurringToken(
  world: World,
  { merchant_id, body }: CheckoutOrderRecord,
  { type }: ManagedOrderDetails["initial_payment_method"]
): Promise<string> {
  const token_id = world.ids.uuid()
  await world.db.insert(customerTokens, {
    token_id,
    merchant_id,
    status: "ACTIVE",
    method: type.toLowerCase(),
    refuses_with: null,
    description: String(body.recurring_description ?? ""),
    purchase_country: body.purchase_country,
    purchase_currency: body.purchase_currency,
    locale: body.locale,
    billing_address: body.billing_address,
    customer: body.customer,
    created_at: world.now,
  })
  return token_id
}
