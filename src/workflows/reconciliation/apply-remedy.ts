import type { MedusaContainer } from "@medusajs/framework/types"
import { currencyExponent } from "../../domain/currencies"
import type { Remedy } from "../../domain/difference"
import { toMajor, type MinorUnits } from "../../domain/money"
import { captureBody, refundBody } from "../../domain/operation-bodies"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { adoptEffects } from "../books/adopt-effects"
import { endPayment } from "../books/end-payment"
import { mendBooks } from "../books/mend-books"
import { unpairedEffects } from "../books/unpaired-effects"
import { planRequest } from "../desk/plan-request"
import { readDesk } from "../desk/read-desk"
import { syncKlarnaPurchaseWorkflow } from "../sync-klarna-purchase"
import type { Comparison } from "./compare-sides"

type Apply = (container: MedusaContainer, comparison: Comparison, actorId: string | null) => Promise<unknown>

/**
 * What moves money on the one road holds no lease while it calls Medusa, and takes it where it needs it; all else is
 * done under the money lease.
 */
export const TAKES_THE_ROAD: readonly Remedy[] = ["complete_order", "cancel_at_klarna", "refund_at_klarna"]

const takeTheRoad: Apply = (container, { purchase }) =>
  syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: purchase.id } })

/** Every remedy is one of the ways that are there anyway, and may be taken twice. */
export const REMEDIES: Record<Remedy, Apply> = {
  complete_order: takeTheRoad,
  cancel_at_klarna: takeTheRoad,
  refund_at_klarna: takeTheRoad,
  // Our provider finds it done at Klarna.
  end_payment: async (container, { books }) => books?.payment && endPayment(container, books.payment.id),
  record_capture: (container, comparison, actorId) => record(container, comparison, "capture", actorId),
  record_refund: (container, comparison, actorId) => record(container, comparison, "refund", actorId),
  send_capture: (container, comparison, actorId) => send(container, comparison, "capture", actorId),
  send_refund: (container, comparison, actorId) => send(container, comparison, "refund", actorId),
}

/** What Klarna did without us becomes an effect of the ledger, which is booked like every other one. */
async function record(
  container: MedusaContainer,
  comparison: Comparison,
  kind: "capture" | "refund",
  actorId: string | null
): Promise<void> {
  const { purchase, books, managed } = comparison
  if (books && managed) await adoptEffects(container, books, managed, kind, actorId)
  await mendBooks(container, purchase)
}

/** What Medusa has booked is carried out at Klarna, once: Medusa's row owns the effect. */
async function send(
  container: MedusaContainer,
  comparison: Comparison,
  kind: "capture" | "refund",
  actorId: string | null
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { purchase, books } = comparison
  const sides = { ...comparison, payments: books?.payments ?? [] }
  const toBody = kind === "capture" ? captureBody : refundBody
  for (const { id, amount } of unpairedEffects(sides, kind).medusaOnly) {
    const desk = await readDesk(container, {
      order_id: books?.orderId ?? "",
      klarna_order_id: purchase.klarna_order_id ?? undefined,
    })
    const major = toMajor(amount as MinorUnits, currencyExponent(purchase.currency_code))
    const planned = planRequest(desk, kind, { amount: major as never })
    await klarna.operations.run(purchase, {
      kind,
      amount: planned.amount,
      items: planned.items,
      created_by: actorId,
      medusa_row_id: id,
      singleton: null,
      body: (operationId) => toBody(operationId, planned),
    })
  }
}
