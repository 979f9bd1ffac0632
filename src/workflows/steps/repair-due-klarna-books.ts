import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { isMended, mendBooks, noteState } from "../books/mend-books"
import { readBooks } from "../books/read-books"
import { forEachQuietly } from "./for-each-quietly"
import type { BatchInput } from "./sync-due-purchases"

const CLAIM_MS = 300_000
const BATCH = 50
/** Somebody who moves money goes first. */
const MONEY_LEASE_WAIT_MS = 2_000

export const repairDueKlarnaBooksStepId = "repair-due-klarna-books"

/** Looks after every effect whether Medusa's books have it, and mends those of whoever died on the way. */
export const repairDueKlarnaBooksStep = createStep(
  repairDueKlarnaBooksStepId,
  async ({ batch_size }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const due = await klarna.books.claimDue(batch_size ?? BATCH, CLAIM_MS)
    const result = await forEachQuietly(
      container,
      "books of purchase",
      due.map((id) => ({ id })),
      ({ id }) => repair(container, id)
    )
    return new StepResponse(result)
  }
)

async function repair(container: MedusaContainer, purchaseId: string): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byId(purchaseId)
  if (!purchase) return
  const books = await readBooks(container, purchase)
  // Most of them: nobody is kept waiting for that.
  if (books && isMended(books, klarna.now()) && !purchase.money_lease_owner) {
    await noteState(klarna, books)
    return
  }
  await klarna.leases.withMoneyLease(purchaseId, () => mendBooks(container, purchase), MONEY_LEASE_WAIT_MS)
}
