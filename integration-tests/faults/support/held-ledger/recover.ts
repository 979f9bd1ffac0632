import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { BookRow, PaymentBooks } from "../../../../src/medusa/read-order-books"
import { KLARNA_MODULE } from "../../../../src/modules/klarna"
import type { OperationRow, PurchaseRow } from "../../../../src/modules/klarna/rows"
import type { Connection } from "../../../../src/modules/klarna/stores/knex"
import { dropLostRows } from "../../../../src/workflows/books/drop-lost-rows"
import { noteState } from "../../../../src/workflows/books/mend-books"
import type { Books } from "../../../../src/workflows/books/read-books"
import type { Bench } from "./boot-ledger"
import type { Victim } from "./victim"

const CLAIM_MS = 120_000
const BATCH = 500

/**
 * What the job `repeat-klarna-operations` does with the effects that a killed process has left.
 *
 * @returns what went wrong
 */
export async function sweep({ klarna }: Bench): Promise<string[]> {
  const failures: string[] = []
  let due: OperationRow[]
  while ((due = await klarna.operations.claimDue(BATCH, CLAIM_MS)).length) {
    for (const row of due) {
      try {
        if (row.kind === "place") {
          await klarna.readPurchase(row.purchase_id)
          await klarna.placeOrder(row.purchase_id)
        } else await klarna.operations.repeat(row)
      } catch (error) {
        failures.push(`${row.kind} ${row.id}: ${(error as Error).message}`)
      }
    }
  }
  return failures
}

/**
 * What the repair does with the rows that Medusa wrote and did not live to book; `booked`: those of a process that came
 * to its end.
 */
export async function dropDeadRows(bench: Bench, victim: Victim, booked: string[]): Promise<void> {
  const container = containerOf(bench)
  await dropLostRows(container, await readBooks(bench, victim, booked))
  await noteState(bench.klarna, await readBooks(bench, victim, booked))
}

const containerOf = ({ klarna, payments }: Bench) =>
  ({
    resolve: (key: string) => ({ [KLARNA_MODULE]: klarna, [Modules.PAYMENT]: payments })[key],
  }) as unknown as MedusaContainer

async function readBooks(bench: Bench, victim: Victim, booked: string[]): Promise<Books> {
  const purchase = (await bench.klarna.purchases.byId(victim.purchaseId)) as PurchaseRow
  const payment = await readPayment(bench, victim, booked)
  return {
    purchase,
    orderId: "order_1",
    operations: await bench.klarna.operations.ofKlarnaOrder(victim.klarnaOrderId as string),
    orderCanceled: false,
    paidOtherwise: false,
    payments: [payment],
    payment,
  }
}

async function readPayment({ payments }: Bench, victim: Victim, booked: string[]): Promise<PaymentBooks> {
  const payment = await payments.retrievePayment(victim.paymentId, { relations: ["captures", "refunds"] })
  const row = ({
    id,
    amount,
    created_at,
  }: {
    id: string
    amount: unknown
    created_at?: unknown
  }): BookRow => ({
    id,
    amount: String(amount),
    createdAt: new Date(created_at as string),
    booked: booked.includes(id),
    note: null,
    refundReasonId: null,
    createdBy: null,
  })
  return {
    id: payment.id,
    sessionId: null,
    amount: String(payment.amount),
    currencyCode: payment.currency_code,
    captured: Boolean(payment.captured_at),
    canceled: Boolean(payment.canceled_at),
    captures: (payment.captures ?? []).map(row),
    refunds: (payment.refunds ?? []).map(row),
  }
}

export type Found = {
  operations: Pick<
    OperationRow,
    "kind" | "status" | "amount" | "medusa_row_id" | "klarna_id" | "klarna_order_id"
  >[]
  captures: { id: string; amount: number }[]
  refunds: { id: string; amount: number }[]
  canceled: boolean
  klarnaOrderId: string | null
  /** Of the payment that a change of the order leads to. */
  successor: { awaited: boolean; payments: number; authorized: boolean } | null
}

/** What the ledger and Medusa hold of a purchase. */
export async function find(bench: Bench, connection: Connection, victim: Victim): Promise<Found> {
  const { klarna, payments } = bench
  const purchase = (await klarna.purchases.byId(victim.purchaseId)) as PurchaseRow
  const operations = await connection<OperationRow>("klarna_operation")
    .where({ purchase_id: purchase.id })
    .orderBy("created_at")
  const amounts = (rows: { id: string; amount: unknown }[] | undefined) =>
    (rows ?? []).map(({ id, amount }) => ({ id, amount: Number(amount) }))
  const payment = victim.paymentId
    ? await payments.retrievePayment(victim.paymentId, { relations: ["captures", "refunds"] })
    : undefined
  const { successorSessionId } = victim
  return {
    operations: operations.map(({ kind, status, amount, medusa_row_id, klarna_id, klarna_order_id }) => ({
      ...{ kind, status, amount, medusa_row_id, klarna_id, klarna_order_id },
    })),
    captures: amounts(payment?.captures),
    refunds: amounts(payment?.refunds),
    canceled: Boolean(payment?.canceled_at),
    klarnaOrderId: purchase.klarna_order_id,
    successor: successorSessionId
      ? {
          awaited: purchase.successor === "awaited",
          payments: (await payments.listPayments({ payment_session_id: successorSessionId } as never)).length,
          authorized: purchase.authorized_by === successorSessionId,
        }
      : null,
  }
}
