import type { MedusaContainer } from "@medusajs/framework/types"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** From today another period. Repeating it on one day changes nothing at Klarna, so a day is one effect. */
export async function extendAuthorization(
  container: MedusaContainer,
  purchase: PurchaseRow,
  actorId?: string
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  await klarna.operations.ensure(purchase, {
    kind: "extend",
    singleton: `extend:${new Date(klarna.now()).toISOString().slice(0, 10)}`,
    amount: null,
    created_by: actorId ?? null,
    medusa_row_id: null,
    body: () => null,
  })
}
