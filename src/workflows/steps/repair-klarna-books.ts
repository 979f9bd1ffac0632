import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { adoptEffects } from "../books/adopt-effects"
import { findManagedOrder } from "../books/find-managed-order"
import { mendBooks, type MendResult } from "../books/mend-books"
import { readBooks } from "../books/read-books"
import { findPurchaseOfOrder } from "./find-purchase-of-order"

export type RepairKlarnaBooksStepInput = {
  order_id: string
  /** Medusa's user who asks for it. */
  actor_id?: string
}

export const repairKlarnaBooksStepId = "repair-klarna-books"

/**
 * Makes Medusa's books of an order say what happened at Klarna, also what was done there without us. The money lease
 * has to be held. Not undone: the money is where the books say now.
 */
export const repairKlarnaBooksStep = createStep(
  repairKlarnaBooksStepId,
  async ({ order_id, actor_id }: RepairKlarnaBooksStepInput, { container }) => {
    const purchase = await findPurchaseOfOrder(container, order_id)
    if (!purchase) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} has no Klarna payment`)
    }
    const repaired = await translated(() => repair(container, purchase, actor_id ?? null))
    return new StepResponse(repaired)
  }
)

/** What the ledger knows first; a refund that was made without us may need a capture that was, too. */
async function repair(
  container: MedusaContainer,
  purchase: PurchaseRow,
  actorId: string | null
): Promise<MendResult> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  let result = await mendBooks(container, purchase)
  const isPaid = klarna.statusOf(purchase) === "complete" && purchase.klarna_order_id !== null
  const managed = isPaid ? await findManagedOrder(klarna, purchase) : undefined
  for (const kind of ["capture", "refund"] as const) {
    const books = await readBooks(container, purchase)
    if (!managed || !books || books.orderCanceled) break
    if ((await adoptEffects(container, books, managed, kind, actorId)) === 0) continue
    const { booked, dropped, open } = await mendBooks(container, purchase)
    result = { booked: result.booked + booked, dropped: result.dropped + dropped, open }
  }
  return result
}
