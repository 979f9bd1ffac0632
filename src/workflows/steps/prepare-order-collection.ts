import type { IPaymentModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { providerIdOf } from "../../config/provider-id"
import type { CollectionState } from "../../domain/collection-state"
import { compareDecimals } from "../../domain/money"
import type { OrderCollection } from "../../medusa/read-order-collection"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { requireOrderCollection, stateOfCollection, type Held } from "./require-order-collection"

export type PrepareOrderCollectionStepInput = { payment_collection_id: string }

export const prepareOrderCollectionStepId = "prepare-order-collection"

/**
 * Checks that a collection is to be paid, and makes it ask for no more than the order owes. Not undone: less to pay is
 * right in any case.
 *
 * @returns the provider to make a session with; null when a page is open already
 */
export const prepareOrderCollectionStep = createStep(
  prepareOrderCollectionStepId,
  async ({ payment_collection_id: id }: PrepareOrderCollectionStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const { collection, held } = await requireOrderCollection(container, id)
    requirePayable(klarna, collection, held)
    if (held && (await isOpen(klarna, held.purchase))) {
      return new StepResponse<{ provider_id: string | null }>({ provider_id: null })
    }
    // Medusa would forget the session by which the order waits for its payment.
    if (held?.status === "pending_authorization") {
      throw refuse("This link is over. Ask the shop for a new one", "link_over")
    }
    await requireOnlyLink(klarna, collection)
    if (compareDecimals(collection.collected, collection.amount) !== 0) {
      const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
      await payments.updatePaymentCollections(id, { amount: Number(collection.amount) })
    }
    return new StepResponse({ provider_id: chooseProvider(klarna, collection) as string | null })
  }
)

const refuse = (message: string, code: string) =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

function requirePayable(klarna: KlarnaModuleService, collection: OrderCollection, held: Held | undefined) {
  const state = stateOfCollection(collection, held && klarna.stateOf(held.purchase, undefined))
  if (state !== "payable") throw refuse(WHY_NOT[state], state)
}

const WHY_NOT: Record<Exclude<CollectionState, "payable">, string> = {
  paid: "This is paid already",
  pending: "This is being paid. Look again in a moment",
  canceled: "This order is cancelled: nobody is to pay it",
  nothing_to_pay: "This order owes nothing",
}

/** A page that was opened for what is still to be paid, with time left. */
async function isOpen(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<boolean> {
  const page = purchase.closed_at ? undefined : await klarna.pages.live(purchase.id)
  return page !== undefined && (!page.expires_at || page.expires_at.getTime() > klarna.now())
}

/** Two links of one order are never both payable. */
async function requireOnlyLink(klarna: KlarnaModuleService, { id, order }: OrderCollection): Promise<void> {
  const others = (await klarna.purchases.ofOrder(order.id, undefined)).filter(
    (other) => other.subject_type === "order" && other.payment_collection_id !== id && !other.closed_at
  )
  for (const other of others) {
    if (await isOpen(klarna, other)) {
      throw refuse(
        "Another payment link of this order is open: it has to be paid, or to end, first",
        "other_link"
      )
    }
  }
}

function chooseProvider(klarna: KlarnaModuleService, { order }: OrderCollection): string {
  const chosen = klarna.config.providers.map(providerIdOf).find((id) => order.provider_ids.includes(id))
  if (chosen) return chosen
  throw refuse("Klarna is not offered where this order was placed", "provider_not_in_region")
}
