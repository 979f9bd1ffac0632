import { currencyExponent } from "../../domain/currencies"
import { toMajor, type MinorUnits } from "../../domain/money"
import type { KlarnaModuleService } from "../../modules/klarna"
import type { PageRow } from "../../modules/klarna/rows"

/**
 * Whoever looks after the link sees that it asks for something else now. A page that took the old one's place is the same
 * person's link, and has to be sent anew.
 */
export async function tellRefreshed(
  klarna: KlarnaModuleService,
  paymentSessionId: string,
  before: PageRow
): Promise<void> {
  const purchase = await klarna.purchases.byHolder(paymentSessionId)
  const page = purchase && (await klarna.pages.latest(purchase.id))
  if (!purchase || !page) return
  if (page.id !== before.id) await klarna.pageRows.note(page.id, { created_by: before.created_by })
  const amount = toMajor(purchase.amount as MinorUnits, currencyExponent(purchase.currency_code))
  const noted = await klarna.inbox.receive({
    source: "refreshed",
    event_key: `${page.id}:${klarna.now()}`,
    purchase_id: purchase.id,
    page_id: page.id,
    payload: { amount, currency_code: purchase.currency_code },
  })
  if (noted.id) await klarna.inbox.finish(noted.id, "refreshed")
  await klarna.tell("klarna.session.refreshed", {
    id: page.id,
    purchase_id: purchase.id,
    order_id: purchase.subject_id,
    ...(page.id !== before.id ? { replaced_id: before.id } : {}),
  })
}
