import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sameItems } from "../../domain/plan-part"
import { showError } from "../../domain/resolved-error"
import type { PartItem } from "../../domain/line-balance"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import { captureKlarnaOrderWorkflow, type CaptureKlarnaOrderInput } from "../capture-klarna-order"

type Failure = { type?: string; code?: string; message?: string }

/** Klarna cannot be asked now, or somebody else moves money, or Klarna is still deciding: tried again later. */
const LATER = new Set([
  "operation_in_progress",
  "operation_unresolved",
  "fraud_pending",
  "not_connected",
  "network",
  "timeout",
  "server_error",
  "unreadable_answer",
  "TOO_MANY_REQUESTS",
  "NO_SUCH_ORDER",
  "HTTP_401",
  "HTTP_403",
  "HTTP_404",
  "HTTP_429",
])

/** Somebody's error, of ours or Medusa's, or as a workflow hands it on. */
export const passesByItself = (error: unknown): boolean =>
  LATER.has((error as { code?: string } | undefined)?.code ?? "")

/**
 * A capture that nobody pressed a button for. What stands in its way is shown where staff look and told once; it can
 * be captured by hand then. The money lease has to be held.
 *
 * @returns whether it was captured; a failure that passes by itself is not told
 */
export async function captureByPolicy(
  container: MedusaContainer,
  purchase: PurchaseRow,
  input: CaptureKlarnaOrderInput
): Promise<boolean> {
  const { errors } = await captureKlarnaOrderWorkflow(container).run({ input, throwOnError: false })
  const failure = errors?.[0]?.error as Failure | undefined
  if (!failure) return true
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  logger.warn(`Klarna: order ${input.order_id} was not captured by policy: ${failure.code ?? failure.type}`)
  if (!passesByItself(failure)) await tellCaptureRefused(container, purchase, input.order_id, failure)
  return false
}

/**
 * What stands in the way of a capture that nobody pressed a button for, once.
 *
 * @param purchase as it was before: the sweep comes to the same obstacle again and again
 */
export async function tellCaptureRefused(
  container: MedusaContainer,
  { id, last_error, klarna_order_id }: PurchaseRow,
  orderId: string,
  { code, type, message }: Failure
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const reason = code ?? type ?? "capture_failed"
  if (last_error?.operation === "capture" && last_error.code === reason) {
    const operations = await klarna.operations.ofKlarnaOrder(klarna_order_id as string)
    if (!showError(last_error, operations)?.resolved_at) return
  }
  const noted = (await klarna.purchases.byId(id))?.last_error
  // Klarna's own refusal is there already, with its correlation id.
  if (noted?.code !== reason || noted.at === last_error?.at) {
    await klarna.purchases.update(id, {
      last_error: {
        operation: "capture",
        code: reason,
        message: message ?? "no message",
        correlation_id: null,
        at: new Date(klarna.now()).toISOString(),
      },
    })
  }
  await klarna.tell("klarna.capture.refused", { id, order_id: orderId, code: reason })
}

/** Klarna has decided against this very capture; repeating it is for staff. */
export function wasRefused(operations: readonly OperationRow[], items: readonly PartItem[] | null): boolean {
  const last = operations.filter(({ kind }) => kind === "capture").at(-1)
  if (last?.status !== "refused" || LATER.has(last.error_code ?? "")) return false
  if (!items) return true
  const same = (last.items ?? []).filter(({ id }) => items.some((item) => item.id === id))
  return sameItems(items, same)
}
