import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import type { PurchaseRow } from "../../../../../../modules/klarna/rows"
import { describeFailure } from "../../../../../../workflows/steps/describe-failure"
import { syncKlarnaPurchaseWorkflow } from "../../../../../../workflows/sync-klarna-purchase"
import { toSessionAnswer } from "../../to-session-answer"
import type { AuthorizeBody } from "./body"

/** A browser waits no longer than this for the order; it may ask for the session afterwards. */
const WAIT_MS = 10_000

/**
 * The buyer agreed in the widget: the order is placed at Klarna and in Medusa. The same comes from Klarna's own
 * callback when the browser is gone; whoever is second finds it done.
 */
export async function POST(req: MedusaRequest<AuthorizeBody>, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const sessionId = req.params.id as string
  const { authorization_token, payment_method_category } = req.validatedBody
  const purchase = await requireWidget(klarna, sessionId)
  requireOffered(purchase, payment_method_category)
  const noted = await klarna.noteAuthorization(purchase.id, authorization_token)
  if (noted.result === "of_another_purchase") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "authorization_token was given for another purchase",
      "authorization_of_another_purchase"
    )
  }
  const refusal = await settleInTime(req, purchase)
  if (refusal) {
    res.status(422).json({ type: MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, ...refusal })
    return
  }
  const current = (await klarna.purchases.byId(purchase.id)) ?? purchase
  res.json(await toSessionAnswer(klarna, sessionId, current))
}

async function requireWidget(klarna: KlarnaModuleService, sessionId: string): Promise<PurchaseRow> {
  const purchase = await klarna.purchases.byHolder(sessionId)
  if (!purchase) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Payment session ${sessionId} has no Klarna purchase`)
  }
  if (purchase.presentation !== "widget") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This payment session is paid on Klarna's page, not in the widget",
      "not_a_widget_session"
    )
  }
  if (purchase.current_holder !== sessionId || purchase.closed_at) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This payment session was replaced: the cart changed, load the widget again",
      "session_replaced"
    )
  }
  return purchase
}

function requireOffered({ widget }: PurchaseRow, category: string | undefined): void {
  const offered = (widget?.payment_method_categories ?? []).map(({ identifier }) => identifier)
  if (!category || !offered.length || offered.includes(category)) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `payment_method_category: this session offers ${offered.join(", ")}`,
    "category_not_offered"
  )
}

/** @returns why nothing came of it, when that is certain */
async function settleInTime(
  req: MedusaRequest,
  { id }: PurchaseRow
): Promise<{ code: string; message: string } | undefined> {
  const waited = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), WAIT_MS).unref())
  const synced = syncKlarnaPurchaseWorkflow(req.scope)
    .run({ input: { purchase_id: id } })
    .then(({ result }) => result.refusal ?? refusalOf(result.act))
    .catch((error: unknown) => {
      // The token is in the ledger: the poll goes on with it.
      const logger = req.scope.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      logger.warn(`Klarna: an authorization was not settled at once: ${describeFailure(error)}`)
      return undefined
    })
  return Promise.race([synced, waited])
}

const refusalOf = (act: string) =>
  ["drop_authorization", "end", "give_back"].includes(act)
    ? { code: "cart_changed", message: "The cart is no longer what was agreed to; load the widget again" }
    : undefined
