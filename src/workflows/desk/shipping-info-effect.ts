import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ShippingInfo } from "../../domain/shipping-info"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"

/**
 * Adds shipments to one of Klarna's captures, each once: Klarna appends whatever it is sent. Repeated until Klarna
 * has it.
 */
export async function addShippingInfo(
  container: MedusaContainer,
  purchase: PurchaseRow,
  captureId: string,
  shipping_info: readonly ShippingInfo[],
  actorId?: string
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const body = JSON.stringify({ shipping_info })
  await klarna.operations.ensure(purchase, {
    kind: "shipping-info",
    singleton: `shipping-info:${captureId}:${createHash("sha256").update(body).digest("hex").slice(0, 16)}`,
    amount: null,
    capture_id: captureId,
    created_by: actorId ?? null,
    medusa_row_id: null,
    body: () => body,
  })
}

/** Tracking numbers that a capture was sent with, or that were added to it since. */
export function sentTrackingNumbers(operations: readonly OperationRow[], captureId: string): string[] {
  return operations
    .filter(({ kind, status, klarna_id, capture_id }) => {
      const ofCapture = kind === "capture" ? klarna_id : kind === "shipping-info" ? capture_id : null
      return ofCapture === captureId && status !== "refused"
    })
    .flatMap(
      ({ body }) => (JSON.parse(body ?? "{}") as { shipping_info?: ShippingInfo[] }).shipping_info ?? []
    )
    .flatMap(({ tracking_number }) => tracking_number ?? [])
}
