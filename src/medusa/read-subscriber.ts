import type { PurchaseSource } from "../domain/purchase-source"
import type { Query } from "./read-purchase-source"

/**
 * Whose purchase it is, and whether they are known to be there. A cart says nothing of that by itself: Medusa gives a
 * guest's cart to whoever has that e-mail address. Orders are paid by links that shop or staff made for somebody with
 * an account.
 *
 * @param loggedInId customer of the request, where there was one
 */
export async function readSubscriber(
  query: Query,
  { kind, customerId }: PurchaseSource,
  loggedInId: string | undefined
): Promise<{ id: string; isLoggedIn: boolean } | undefined> {
  if (!customerId) return undefined
  if (kind === "cart") return { id: customerId, isLoggedIn: loggedInId === customerId }
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "has_account"],
    filters: { id: customerId },
  })
  const [customer] = data as { has_account?: boolean }[]
  return { id: customerId, isLoggedIn: Boolean(customer?.has_account) }
}
