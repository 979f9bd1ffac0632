import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KlarnaMappingError } from "../../domain/errors"
import { toKlarnaOrder } from "../../domain/klarna-order"
import { readPurchaseSource, type Query } from "../../medusa/read-purchase-source"
import { readSessionSubject } from "../../medusa/read-session-subject"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type RefreshOpenPurchasesStepInput = { cart_id: string }

export const refreshOpenPurchasesStepId = "refresh-open-purchases"

/**
 * Sends on what changed in a cart whose total did not: Medusa keeps the payment session then and tells nobody.
 * Equal lines cost no call. Not undone: Klarna's order is to say what the cart says.
 */
export const refreshOpenPurchasesStep = createStep(
  refreshOpenPurchasesStepId,
  async ({ cart_id }: RefreshOpenPurchasesStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    const open = (await klarna.purchases.ofCart(cart_id)).filter((purchase) => isOpen(klarna, purchase))
    const refreshed: string[] = []
    for (const purchase of open) {
      if (await refresh(klarna, query, purchase, logger)) refreshed.push(purchase.id)
    }
    return new StepResponse({ refreshed })
  }
)

const isOpen = (klarna: KlarnaModuleService, purchase: PurchaseRow) =>
  !purchase.closed_at && !purchase.superseded_at && klarna.statusOf(purchase) === "incomplete"

async function refresh(
  klarna: KlarnaModuleService,
  query: Query,
  purchase: PurchaseRow,
  logger: Logger
): Promise<boolean> {
  const sessionId = purchase.current_holder
  // A session that Medusa is replacing this moment brings its own update.
  if (!sessionId || !(await readSessionSubject(query, sessionId))) return false
  const subject = { type: purchase.subject_type, id: purchase.subject_id }
  const source = await readPurchaseSource(query, subject)
  if (!source) return false
  try {
    await klarna.openPurchase({
      sessionId,
      holds: false,
      subject,
      provider: purchase.provider,
      channel: purchase.channel,
      salesChannel: source.salesChannel,
      customer: source.customerId ? { id: source.customerId, isLoggedIn: false } : undefined,
      draft: toKlarnaOrder(source),
      redraft: async () => toKlarnaOrder((await readPurchaseSource(query, subject)) ?? source),
    })
    return true
  } catch (error) {
    // An emptied cart cannot be paid; the settlement refuses it, so the old page does no harm.
    if (!(error instanceof KlarnaMappingError)) throw error
    logger.warn(`Klarna: cart ${purchase.subject_id} was not sent on: ${error.code}`)
    return false
  }
}
