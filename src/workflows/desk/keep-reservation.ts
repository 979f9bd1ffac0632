import type { KlarnaManagedOrder } from "../../klarna"
import type { KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/**
 * Keeps what Order Management says about how much it holds and until when; nothing is written when that is known.
 *
 * @returns the end, when Klarna told one
 */
export async function keepReservation(
  klarna: KlarnaModuleService,
  purchase: PurchaseRow,
  { expires_at, remaining_authorized_amount }: KlarnaManagedOrder
): Promise<Date | undefined> {
  const at = Date.parse(expires_at ?? "")
  const expiresAt = Number.isNaN(at) ? null : new Date(at)
  const isKnown =
    purchase.authorization_expires_at?.getTime() === expiresAt?.getTime() &&
    Boolean(purchase.authorization_over_at) === (remaining_authorized_amount === 0)
  if (!isKnown) {
    await klarna.reservations.keep(purchase.id, { expiresAt, remaining: remaining_authorized_amount })
  }
  return expiresAt ?? undefined
}
