import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { buyerMessage, type RefusalCode } from "../../domain/buyer-messages"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { refusalOfPurchase, type AskedOrder } from "./refusal-of-purchase"

export type JudgeKlarnaOrderStepInput = { purchase_id: string; order: AskedOrder }
export type Judgement = { allowed: true } | { allowed: false; code: RefusalCode; message: string }

export const judgeKlarnaOrderStepId = "judge-klarna-order"

/**
 * Whether the buyer may pay this now, answered from the database alone: the cart still says what Klarna's order
 * says, everything is in stock, and the address changes neither tax nor delivery. There is nothing to undo.
 */
export const judgeKlarnaOrderStep = createStep(
  judgeKlarnaOrderStepId,
  async ({ purchase_id, order }: JudgeKlarnaOrderStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    const code = purchase ? await refusalOfPurchase(container, purchase, order) : "cart_changed"
    return new StepResponse<Judgement>(
      code ? { allowed: false, code, message: buyerMessage(code, order.locale) } : { allowed: true }
    )
  }
)
