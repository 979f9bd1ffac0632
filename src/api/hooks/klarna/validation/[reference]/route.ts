import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { buyerMessage } from "../../../../../domain/buyer-messages"
import { describeFailure } from "../../../../../workflows/steps/describe-failure"
import type { Judgement } from "../../../../../workflows/steps/judge-klarna-order"
import { validateKlarnaOrderWorkflow } from "../../../../../workflows/validate-klarna-order"
import { readJsonBody } from "../../read-json-body"
import { refuse } from "../../refuse"
import { secretMatches } from "../../secret-matches"

/** Klarna goes on without us after 3 seconds. */
const ANSWER_WITHIN_MS = 2_500

/**
 * Klarna asks whether the buyer may pay this. 200 lets the purchase go on; 400 with `error_text` keeps the buyer
 * on the page and shows the sentence.
 *
 * @see klarna-checkout `merchant_urls.validation`
 */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byReference(req.params.reference as string)
  if (!purchase || !secretMatches(req, purchase.secret_hash)) return refuse(res)
  const read = await readJsonBody(req)
  if (!read.ok) return refuse(res, read.status)
  if (!read.body) return refuse(res, 400)

  const judgement = await inTime(
    validateKlarnaOrderWorkflow(req.scope).run({ input: { purchase_id: purchase.id, order: read.body } }),
    req,
    typeof read.body.locale === "string" ? read.body.locale : undefined
  )
  if (judgement.allowed) {
    res.status(200).end()
    return
  }
  res.status(400).json({
    error_type: judgement.code === "delivery_changed" ? "unsupported_shipping_address" : "approval_failed",
    error_text: judgement.message,
  })
}

/**
 * A late or failed answer lets the purchase go on, as Klarna does by itself: what was paid is compared with the
 * cart once more before it becomes an order. A shop that requires validation refuses instead.
 */
async function inTime(
  judging: Promise<{ result: Judgement }>,
  req: MedusaRequest,
  locale?: string
): Promise<Judgement> {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const withoutUs: Judgement = klarna.config.policies.requireValidation
    ? { allowed: false, code: "unavailable", message: buyerMessage("unavailable", locale) }
    : { allowed: true }
  const late = new Promise<Judgement>((resolve) =>
    setTimeout(() => resolve(withoutUs), ANSWER_WITHIN_MS).unref()
  )
  const judged = judging.then(
    ({ result }) => result,
    (error: unknown) => {
      const logger = req.scope.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      logger.error(`Klarna: an order could not be validated: ${describeFailure(error)}`)
      return withoutUs
    }
  )
  return Promise.race([judged, late])
}
