import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { fillTemplate } from "../../../../../../config/fill-template"
import type { StorefrontUrls } from "../../../../../../config/storefront-options"
import { refusalOf } from "../../../../../../domain/buyer-refusal"
import type { KlarnaModuleService } from "../../../../../../modules/klarna"
import { KLARNA_MODULE } from "../../../../../../modules/klarna"
import type { PageRow, PurchaseRow } from "../../../../../../modules/klarna/rows"
import { describeFailure } from "../../../../../../workflows/steps/describe-failure"
import { syncKlarnaPurchaseWorkflow } from "../../../../../../workflows/sync-klarna-purchase"
import { refuse } from "../../../refuse"

const OUTCOMES = ["success", "confirmation", "back", "cancel", "failure", "error"] as const
type Outcome = (typeof OUTCOMES)[number]

/** A browser waits no longer than this for the order; the pending page takes over. */
const WAIT_MS = 10_000
const JUST_READ_MS = 2_000

/**
 * Klarna's page sends the buyer here. The address proves nothing: we look at Klarna, and the buyer goes on to an
 * address from the shop's configuration, never to one from the request.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { reference, outcome } = req.params as { reference: string; outcome: Outcome }
  const found = OUTCOMES.includes(outcome) ? await find(klarna, reference) : undefined
  if (!found) return refuse(res)
  const { purchase, page } = found
  const paid = outcome === "success" || outcome === "confirmation"
  const eventKey = `${page?.id ?? purchase.id}:${outcome}`
  const received = await klarna.inbox.receive({
    source: "return",
    event_key: eventKey,
    purchase_id: purchase.id,
    page_id: page?.id ?? null,
    payload: { outcome: paid ? "success" : outcome },
  })
  // A back, decline or error that comes again is looked at again.
  if (!received.isNew && !paid) await klarna.inbox.reopen("return", eventKey)
  const settled =
    paid && (received.isNew || !isJustRead(klarna, purchase))
      ? await settle(req, klarna, purchase, received.id)
      : undefined
  const orderId = settled?.orderId ?? (paid ? (purchase.order_id ?? undefined) : undefined)

  const urls = klarna.config.storefrontFor(purchase.country_code)
  const ofLink = purchase.subject_type === "order" ? urls.paymentCollection : undefined
  const template =
    ofLink ?? checkoutTemplate(urls, outcome, orderId !== undefined, settled?.givenBack === true)
  const location = fillTemplate(template, {
    order_id: orderId ?? "",
    cart_id: purchase.subject_type === "cart" ? purchase.subject_id : "",
    payment_session_id: purchase.current_holder ?? "",
    payment_collection_id: purchase.payment_collection_id,
    country: purchase.country_code.toLowerCase(),
    locale: (purchase.snapshot as { locale?: string } | null)?.locale ?? "",
  })
  res.setHeader("Cache-Control", "no-store")
  res.setHeader("Referrer-Policy", "no-referrer")
  res.redirect(303, location)
}

function checkoutTemplate(urls: StorefrontUrls, outcome: Outcome, isPlaced: boolean, isGivenBack: boolean) {
  if (outcome !== "success" && outcome !== "confirmation") return urls[outcome]
  if (isPlaced) return urls.success
  return isGivenBack ? urls.failure : urls.pending
}

async function find(
  klarna: KlarnaModuleService,
  reference: string
): Promise<{ purchase: PurchaseRow; page?: PageRow } | undefined> {
  const page = await klarna.pageRows.byReference(reference)
  const purchase = page
    ? await klarna.purchases.byId(page.purchase_id)
    : await klarna.purchases.byReference(reference)
  return purchase && { purchase, page }
}

/** Whoever reloads this address in a loop must not use up the account's rate at Klarna. */
const isJustRead = (klarna: KlarnaModuleService, purchase: PurchaseRow) =>
  purchase.snapshot_at !== null && klarna.now() - purchase.snapshot_at.getTime() < JUST_READ_MS

type Settled = { orderId?: string; givenBack: boolean }

/** @returns what came of it in time */
async function settle(
  req: MedusaRequest,
  klarna: KlarnaModuleService,
  purchase: PurchaseRow,
  eventId: string | undefined
): Promise<Settled | undefined> {
  const waited = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), WAIT_MS).unref())
  const orderOf = async () => (await klarna.purchases.byId(purchase.id))?.order_id ?? undefined
  const synced = syncKlarnaPurchaseWorkflow(req.scope)
    .run({ input: { purchase_id: purchase.id } })
    .then(async ({ result }): Promise<Settled> => {
      if (eventId) await klarna.inbox.finish(eventId, result.act)
      return {
        orderId: result.order_id ?? (await orderOf()),
        givenBack: result.refusal !== null || refusalOf(result.act) !== undefined,
      }
    })
    .catch(async (error: unknown): Promise<Settled> => {
      // The signal stays in the inbox, and whoever won a race has perhaps placed the order.
      const logger = req.scope.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      logger.warn(`Klarna: a return was not settled at once: ${describeFailure(error)}`)
      return { orderId: await orderOf(), givenBack: false }
    })
  return Promise.race([synced, waited])
}
