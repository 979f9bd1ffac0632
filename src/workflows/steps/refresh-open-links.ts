import type { IPaymentModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { payloadHash } from "../../domain/same-purchase"
import { minorAmount } from "../../medusa/minor-amount"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectDraft } from "../../medusa/read-subject-draft"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { collectOutstanding } from "./collect-outstanding"
import { describeFailure } from "./describe-failure"
import { endStaleLink } from "./end-stale-link"
import { tellRefreshed } from "./tell-refreshed"

export type RefreshOpenLinksStepInput = { order_id: string } | { collection_id: string }

export const refreshOpenLinksStepId = "refresh-open-links"

/** Two edits at once, or an edit while the session is being authorized: one after the other. */
const LEASE_WAIT_MS = 10_000
/** What could not be brought up to date is tried again soon: its page asks for what is not owed any more. */
const RETRY_MS = 30_000

/**
 * An edited order or draft: its link asks for what is owed now, on the same page where Klarna allows it, else on a new one
 * that takes its place. One that has nothing left to ask for ends. Equal: no call. Not undone: it states what is owed.
 */
export const refreshOpenLinksStep = createStep(
  refreshOpenLinksStepId,
  async (input: RefreshOpenLinksStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const refreshed: string[] = []
    for (const { id } of await klarna.purchases.openLinks(input)) {
      const lease = await klarna.leases.acquire("money", id, LEASE_WAIT_MS)
      try {
        if (lease && (await refresh(container, id))) refreshed.push(id)
      } catch (error) {
        const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        logger.warn(`Klarna: link ${id} was not brought up to date: ${describeFailure(error)}`)
        await klarna.purchases.update(id, { next_check_at: new Date(klarna.now() + RETRY_MS) })
      } finally {
        await lease?.release()
      }
    }
    return new StepResponse({ refreshed })
  }
)

async function refresh(container: MedusaContainer, purchaseId: string): Promise<boolean> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byId(purchaseId)
  const page = purchase && (await klarna.pages.live(purchase.id))
  if (!purchase?.current_holder || !page || purchase.closed_at) return false
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const [session] = await payments.listPaymentSessions({ id: [purchase.current_holder] })
  // One that Medusa is replacing this moment brings its own update.
  if (!session) return false
  // What staff's link asks for is all that is owed. Whoever else opened the page was asked for the collection's amount.
  const { subject_id: order_id, payment_collection_id } = purchase
  if (page.created_by && !(await collectOutstanding(container, { order_id, payment_collection_id }))) {
    return endStaleLink(container, purchase)
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const subject = { type: purchase.subject_type, id: purchase.subject_id }
  const read = await readSubjectDraft(query, subject, purchase.payment_collection_id)
  if (!read) return false
  const asked = minorAmount(session.amount, session.currency_code)
  const { draft } = read
  if (asked === draft.order_amount && purchase.payload_hash === payloadHash(draft)) return false
  await payments.updatePaymentSession({
    id: session.id,
    amount: (await payments.retrievePaymentCollection(purchase.payment_collection_id)).amount,
    currency_code: session.currency_code,
    data: session.data,
    context: { klarna_channel: purchase.channel } as never,
  })
  await tellRefreshed(klarna, session.id, page)
  return true
}
