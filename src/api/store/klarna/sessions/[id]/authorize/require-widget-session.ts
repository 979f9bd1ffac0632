import { MedusaError } from "@medusajs/framework/utils"
import type { KlarnaModuleService } from "../../../../../../modules/klarna"
import type { PurchaseRow } from "../../../../../../modules/klarna/rows"

/** @throws MedusaError for a session that is unknown, was replaced, or is paid on Klarna's page */
export async function requireWidgetSession(
  klarna: KlarnaModuleService,
  sessionId: string
): Promise<PurchaseRow> {
  const purchase = await klarna.purchases.byHolder(sessionId)
  if (!purchase) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Payment session ${sessionId} has no Klarna purchase`)
  }
  if (purchase.presentation !== "widget") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This payment session is paid on Klarna's page, not in the widget",
      "not_a_widget_session"
    )
  }
  if (purchase.current_holder !== sessionId || purchase.closed_at) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This payment session was replaced: the cart changed, load the widget again",
      "session_replaced"
    )
  }
  return purchase
}
