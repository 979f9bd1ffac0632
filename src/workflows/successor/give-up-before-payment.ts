import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** As the one road notes what it gives back: nobody authorizes it any more. */
const GIVING = "giving_back:nothing_owed"

/**
 * Klarna's order is not needed, and Medusa has no payment of it yet: it costs nothing any more, or staff cancelled it
 * while Klarna was deciding. No payment is to be made of what goes back. Its session goes, so that nobody takes Klarna's cancelled order for a refused one and cancels Medusa's.
 * The sync ends the purchase.
 */
export async function giveUpBeforePayment(
  container: MedusaContainer,
  purchase: PurchaseRow,
  actorId?: string
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  await klarna.purchases.beginGivingBack(purchase.id, GIVING, purchase.authorized_by)
  const sessions = await payments.listPaymentSessions({ id: await klarna.purchases.holders(purchase.id) })
  for (const { id } of sessions) await payments.deletePaymentSession(id)
  await klarna.cancelAtKlarna(purchase, actorId)
  await klarna.checkSoon(purchase)
}
