import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toOrderListEntry, type OrderListEntry, type OrderListSource } from "../../domain/order-list-entry"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type ListKlarnaOrdersStepInput = { at_risk?: boolean; limit: number; offset: number }

export type KlarnaOrderList = {
  klarna_orders: OrderListEntry[]
  count: number
  limit: number
  offset: number
}

export const listKlarnaOrdersStepId = "list-klarna-orders"

const DAY_MS = 24 * 3_600_000

/** Asks the ledger, not Klarna: a list would cost a call per order. There is nothing to undo. */
export const listKlarnaOrdersStep = createStep(
  listKlarnaOrdersStepId,
  async ({ at_risk, limit, offset }: ListKlarnaOrdersStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const { daysBefore } = klarna.config.policies.extendAuthorization
    const before = at_risk ? new Date(klarna.now() + daysBefore * DAY_MS) : undefined
    const { rows, count } = await klarna.reservations.list({ limit, offset }, before)
    const [displayIds, operations] = await Promise.all([
      readDisplayIds(
        container,
        rows.flatMap(({ order_id }) => order_id ?? [])
      ),
      klarna.operations.ofKlarnaOrders(rows.flatMap(({ klarna_order_id }) => klarna_order_id ?? [])),
    ])
    const klarna_orders = rows.map((row) =>
      toOrderListEntry(
        { ...row, state: klarna.statusOf(row) } as OrderListSource,
        operations.filter(({ klarna_order_id }) => klarna_order_id === row.klarna_order_id),
        { displayId: displayIds.get(row.order_id ?? "") ?? null, daysBefore, now: klarna.now() }
      )
    )
    return new StepResponse<KlarnaOrderList>({ klarna_orders, count, limit, offset })
  }
)

async function readDisplayIds(container: MedusaContainer, ids: string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map()
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({ entity: "order", fields: ["id", "display_id"], filters: { id: ids } })
  return new Map((data as { id: string; display_id: number }[]).map(({ id, display_id }) => [id, display_id]))
}
