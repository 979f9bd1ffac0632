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
    const [orders, operations] = await Promise.all([
      readOrders(
        container,
        rows.flatMap(({ order_id }) => order_id ?? [])
      ),
      klarna.operations.ofKlarnaOrders(rows.flatMap(({ klarna_order_id }) => klarna_order_id ?? [])),
    ])
    const klarna_orders = rows.map((row) =>
      toOrderListEntry(
        { ...row, state: klarna.statusOf(row) } as OrderListSource,
        operations.filter(({ klarna_order_id }) => klarna_order_id === row.klarna_order_id),
        { ...listedOf(orders.get(row.order_id ?? ""), row.authorized_by), daysBefore, now: klarna.now() }
      )
    )
    return new StepResponse<KlarnaOrderList>({ klarna_orders, count, limit, offset })
  }
)

type OrderRecord = {
  id: string
  display_id: number
  status: string
  canceled_at?: unknown
  payment_collections?: ({ payments?: (PaymentRecord | null)[] | null } | null)[] | null
}
type PaymentRecord = { canceled_at?: unknown; payment_session?: { id: string } | null }

async function readOrders(container: MedusaContainer, ids: string[]): Promise<Map<string, OrderRecord>> {
  if (!ids.length) return new Map()
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({
    entity: "order",
    fields: [
      ...["id", "display_id", "status", "canceled_at", "payment_collections.payments.canceled_at"],
      "payment_collections.payments.payment_session.id",
    ],
    filters: { id: ids },
  })
  return new Map((data as OrderRecord[]).map((order) => [order.id, order]))
}

/** @param authorizedBy the payment session that the purchase was authorized for */
function listedOf(order: OrderRecord | undefined, authorizedBy: string | null) {
  const payments = (order?.payment_collections ?? []).flatMap((collection) => collection?.payments ?? [])
  const isAnother = (payment: PaymentRecord | null) =>
    payment !== null && !payment.canceled_at && payment.payment_session?.id !== authorizedBy
  return {
    displayId: order?.display_id ?? null,
    orderCanceled: Boolean(order?.canceled_at) || order?.status === "canceled",
    paidOtherwise: payments.some(isAnother),
  }
}
