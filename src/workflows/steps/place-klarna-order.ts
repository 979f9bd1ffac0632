import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentsPolicy } from "../../config/payments-policy"
import { buyerMessage } from "../../domain/buyer-messages"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Query } from "../../medusa/read-purchase-source"
import { readSalesChannel } from "../../medusa/read-sales-channel"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { refusalOfPurchase, type AskedOrder } from "./refusal-of-purchase"

export type PlaceKlarnaOrderStepInput = { purchase_id: string }

/** What a buyer is told, in their language, when nothing came of it. */
export type PlacedStep = { placed: boolean; refusal: { code: string; message: string } | null }

export const placeKlarnaOrderStepId = "place-klarna-order"

/**
 * Places the order that the buyer agreed to, after a last look at stock and delivery: with Klarna Checkout its
 * validation callback asks for that. Not undone here: the next decision gives back what nobody needs.
 */
export const placeKlarnaOrderStep = createStep(
  placeKlarnaOrderStepId,
  async ({ purchase_id }: PlaceKlarnaOrderStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    if (!purchase) return new StepResponse<PlacedStep>({ placed: false, refusal: null })
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const subject = { type: purchase.subject_type, id: purchase.subject_id }
    const { autoCapture } = paymentsPolicy(klarna.config, {
      account: purchase.account_id,
      channel: purchase.channel,
      country: purchase.country_code,
      salesChannel: await readSalesChannel(query, subject),
    })
    const placed = await klarna.placeOrder(purchase_id, {
      autoCapture,
      refuse: async (session) => {
        const order = session as AskedOrder
        const code = await refusalOfPurchase(container, purchase, order)
        return code && { code, message: buyerMessage(code, order.locale) }
      },
    })
    // The page on which the buyer agreed is through; they get a new one.
    if (placed.result === "refused") await klarna.pages.end(purchase_id, "replaced")
    return new StepResponse<PlacedStep>({
      placed: placed.result === "placed",
      refusal: placed.result === "refused" ? { code: placed.code, message: placed.message } : null,
    })
  }
)
