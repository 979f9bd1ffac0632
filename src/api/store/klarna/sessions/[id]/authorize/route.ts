import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { buyerRefusal, refusalOf, type BuyerRefusal } from "../../../../../../domain/buyer-refusal"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import type { PurchaseRow } from "../../../../../../modules/klarna/rows"
import { describeFailure } from "../../../../../../workflows/steps/describe-failure"
import { syncKlarnaPurchaseWorkflow } from "../../../../../../workflows/sync-klarna-purchase"
import { toSessionAnswer } from "../../to-session-answer"
import type { AuthorizeBody } from "./body"
import { requireOffered } from "./require-offered"
import { requireWidgetSession } from "./require-widget-session"

/** A browser waits no longer than this for the order; it may ask for the session afterwards. */
const WAIT_MS = 10_000

/**
 * The buyer agreed in the widget: the order is placed at Klarna and in Medusa. The same comes from Klarna's own
 * callback when the browser is gone; whoever is second finds it done. 422 with a sentence for the buyer when nothing
 * comes of it.
 */
export async function POST(req: MedusaRequest<AuthorizeBody>, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const sessionId = req.params.id as string
  const { authorization_token, payment_method_category } = req.validatedBody
  const purchase = await requireWidgetSession(klarna, sessionId)
  requireOffered(purchase, payment_method_category)
  const noted = await klarna.noteAuthorization(purchase.id, authorization_token, "browser")
  if (noted.result === "of_another_purchase") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "authorization_token was given for another purchase",
      "authorization_of_another_purchase"
    )
  }
  const refusal =
    noted.result === "spent"
      ? buyerRefusal(noted.code, localeOf(purchase))
      : await settleInTime(req, purchase)
  if (refusal) return refuse(res, refusal)
  const current = (await klarna.purchases.byId(purchase.id)) ?? purchase
  res.json(await toSessionAnswer(klarna, sessionId, current))
}

/** @returns why nothing came of it, when that is certain */
async function settleInTime(req: MedusaRequest, purchase: PurchaseRow): Promise<BuyerRefusal | undefined> {
  const waited = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), WAIT_MS).unref())
  const synced = syncKlarnaPurchaseWorkflow(req.scope)
    .run({ input: { purchase_id: purchase.id } })
    .then(({ result }) => {
      const code = refusalOf(result.act)
      return result.refusal ?? (code && buyerRefusal(code, localeOf(purchase)))
    })
    .catch((error: unknown) => {
      // The token is in the ledger: the poll goes on with it.
      const logger = req.scope.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      logger.warn(`Klarna: an authorization was not settled at once: ${describeFailure(error)}`)
      return undefined
    })
  return Promise.race([synced, waited])
}

function refuse(res: MedusaResponse, { code, message }: BuyerRefusal): void {
  if (code === "authorization_invalid") {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "authorization_token: Klarna does not know it for this session, or its hour is over",
      code
    )
  }
  res.status(422).json({ type: MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, code, message })
}

const localeOf = ({ snapshot }: PurchaseRow) => (snapshot as { locale?: string } | null)?.locale
