import type { MedusaContainer } from "@medusajs/framework/types"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { Comparison } from "./compare-sides"

/** Told before it is marked: killed in between it is told again, never not at all. */
export async function keepComparison(
  container: MedusaContainer,
  { purchase, books, differences }: Pick<Comparison, "purchase" | "books" | "differences">,
  mended?: { id: string; by: string | null }
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const ordered = purchase.subject_type === "order" ? purchase.subject_id : purchase.order_id
  const of = { ...purchase, order_id: ordered ?? books?.orderId ?? null }
  const store = klarna.reconciliations.differences
  for (const { id, kind, klarna_order_id, order_id } of await store.keep(of, differences, mended)) {
    await klarna.tell("klarna.reconciliation.difference", {
      id,
      kind,
      purchase_id: purchase.id,
      klarna_order_id,
      order_id,
    })
    await store.noteTold(id)
  }
}
