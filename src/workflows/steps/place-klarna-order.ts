import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentsPolicy } from "../../config/payments-policy"
import { buyerMessage } from "../../domain/buyer-messages"
import { buyerRefusal, type BuyerRefusal } from "../../domain/buyer-refusal"
import type { Query } from "../../medusa/read-purchase-source"
import { readSalesChannel } from "../../medusa/read-sales-channel"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { refusalOfPurchase, type AskedOrder } from "./refusal-of-purchase"

export type PlaceKlarnaOrderStepInput = {
  purchase_id: string
  /** Medusa has the order and its stock already; only the payment is missing. */
  ordered: boolean
}

/** What a buyer is told, in their language, when nothing came of it. */
export type PlacedStep = { placed: boolean; refusal: BuyerRefusal | null }

export const placeKlarnaOrderStepId = "place-klarna-order"

/**
 * Places the order that the buyer agreed to, after a last look at stock and delivery: with Klarna Checkout its
 * validation callback asks for that. Not undone here: the next decision gives back what nobody needs.
 */
export const placeKlarnaOrderStep = createStep(
  placeKlarnaOrderStepId,
  async ({ purchase_id, ordered }: PlaceKlarnaOrderStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    if (!purchase) return new StepResponse<PlacedStep>({ placed: false, refusal: null })
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const { autoCapture } = await readPolicy(klarna, query, purchase)
    const placed = await klarna.placeOrder(purchase_id, {
      autoCapture,
      refuse: async (session) => {
        const order = session as AskedOrder
        const code = ordered ? undefined : await refusalOfPurchase(container, purchase, order)
        return code && { code, message: buyerMessage(code, order.locale) }
      },
    })
    // The page on which the buyer agreed is through; they get a new one.
    if (placed.result === "refused") await klarna.pages.end(purchase_id, "replaced")
    // Whether Klarna has captured as well is not in its answer.
    if (placed.result === "placed") await klarna.readPurchase(purchase_id)
    return new StepResponse<PlacedStep>({
      placed: placed.result === "placed",
      refusal: placed.result === "refused" ? buyerRefusal(placed.code, localeOf(purchase)) : null,
    })
  }
)

async function readPolicy(klarna: KlarnaModuleService, query: Query, purchase: PurchaseRow) {
  return paymentsPolicy(klarna.config, {
    account: purchase.account_id,
    channel: purchase.channel,
    country: purchase.country_code,
    salesChannel: await readSalesChannel(query, { type: purchase.subject_type, id: purchase.subject_id }),
  })
}

const localeOf = ({ snapshot }: PurchaseRow) => (snapshot as { locale?: string } | null)?.locale
