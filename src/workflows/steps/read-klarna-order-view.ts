import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toOrderView, type KlarnaOrderView, type ReadError } from "../../domain/order-view"
import { purchaseOfOrder } from "../../domain/purchase-of-order"
import { KlarnaApiError, KlarnaUnreachableError, type KlarnaManagedOrder } from "../../klarna"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** Somebody is looking at a page: sooner the ledger's numbers than the client's whole patience. */
const PATIENCE_MS = 8_000

export type ReadKlarnaOrderViewStepInput = { order_id: string }

export const readKlarnaOrderViewStepId = "read-klarna-order-view"

/** Asks Klarna what became of an order's payment and puts it beside the ledger. There is nothing to undo. */
export const readKlarnaOrderViewStep = createStep(
  readKlarnaOrderViewStepId,
  async ({ order_id }: ReadKlarnaOrderViewStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const purchase = await findPurchase(klarna, query, order_id)
    if (!purchase) return new StepResponse<KlarnaOrderView | null>(null)
    const [{ managed, readError }, page] = await Promise.all([
      readManagedOrder(klarna, purchase),
      klarna.pages.latest(purchase.id),
    ])
    // After Klarna's answer, so that no effect it shows is still missing here.
    const operations = purchase.klarna_order_id
      ? await klarna.operations.ofKlarnaOrder(purchase.klarna_order_id)
      : []
    await keepReference(klarna, purchase, managed)
    const environment = accountOf(klarna, purchase)?.environment ?? null
    return new StepResponse<KlarnaOrderView | null>(
      toOrderView({ purchase, operations, page, environment, managed, readError })
    )
  }
)

async function findPurchase(klarna: KlarnaModuleService, query: Query, orderId: string) {
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  const cartId = (data[0] as { cart_id: string } | undefined)?.cart_id
  const purchases = await klarna.purchases.ofOrder(orderId, cartId)
  return purchaseOfOrder(purchases.map((row) => ({ ...row, state: klarna.statusOf(row) })))
}

type Reading = { managed: KlarnaManagedOrder | undefined; readError: ReadError | null }

const unread = (readError: ReadError | null): Reading => ({ managed: undefined, readError })

/** Order Management does not know an order before it is paid, and for some minutes after. */
async function readManagedOrder(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<Reading> {
  if (klarna.statusOf(purchase) !== "complete") return unread(null)
  if (!accountOf(klarna, purchase)) {
    const message = `The options have no Klarna account "${purchase.account_id}" any more`
    return unread({ code: "account_missing", message, correlation_id: null })
  }
  try {
    return { managed: await inTime(klarna.readManagedOrder(purchase)), readError: null }
  } catch (error) {
    if (!(error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError)) throw error
    const { code, message, correlationId } = error
    return unread({ code, message, correlation_id: correlationId ?? null })
  }
}

async function inTime<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new KlarnaUnreachableError("read order", "timeout")), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The short reference that the shopper reads: Order Management is the first to tell it. */
async function keepReference(
  klarna: KlarnaModuleService,
  purchase: PurchaseRow,
  managed: KlarnaManagedOrder | undefined
): Promise<void> {
  const klarna_reference = managed?.klarna_reference
  if (!klarna_reference || purchase.klarna_reference) return
  await klarna.purchases.update(purchase.id, { klarna_reference })
}

const accountOf = (klarna: KlarnaModuleService, { account_id }: PurchaseRow) =>
  klarna.config.accounts.find(({ id }) => id === account_id)
