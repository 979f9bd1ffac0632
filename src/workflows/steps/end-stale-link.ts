import type { MedusaContainer } from "@medusajs/framework/types"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { cancelLinkSession } from "./cancel-link-session"

/** The order owes nothing any more: its link asks for nothing, either. The order itself goes on. */
export async function endStaleLink(container: MedusaContainer, purchase: PurchaseRow): Promise<boolean> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const reason = "nothing_to_pay"
  const ended = await klarna.endPurchase({ purchaseId: purchase.id, reason, pageReason: "disabled" })
  if (ended.result === "maybe_paid") await klarna.checkSoon(purchase)
  if (ended.result !== "ended" && ended.result !== "lapsing") return false
  await cancelLinkSession(container, purchase, "disabled")
  if (ended.page) {
    await klarna.tell("klarna.session.disabled", { id: ended.page.id, purchase_id: purchase.id, reason })
  }
  return true
}
