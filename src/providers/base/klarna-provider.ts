import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import {
  AbstractPaymentProvider,
  MedusaError,
  PaymentActions,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"
import { readSubscriber } from "../../medusa/read-subscriber"
import { decideCancelPayment } from "../../domain/cancel-payment"
import { marketOf } from "../../domain/klarna-order"
import { captureBody, refundBody } from "../../domain/operation-bodies"
import { requireKnownBuyer } from "../../domain/required-address"
import { requireIntent } from "../../domain/tokenize-intent"
import type { KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { translated } from "../../medusa/to-medusa-error"
import { channelOf } from "./channel-of"
import { readCancelSituation } from "./read-cancel-situation"
import type { Cradle } from "./cradle"
import { isCapturedAlready } from "./is-captured-already"
import type { PaymentRecord } from "./medusa-payments"
import { minorAmount } from "../../medusa/minor-amount"
import { onlyOurs, readPaymentData } from "./payment-data"
import { declined } from "./payment-errors"
import { planByAmount } from "./plan-by-amount"
import { readRefundMetadata } from "./refund-metadata"
import { adoptAuthorization } from "./adopt-authorization"
import { readDraft, requireSameAmount } from "./read-draft"
import { isAwaited, requirePaid } from "./require-paid"
import { authorizedStatus, toSessionStatus } from "./session-status"

/**
 * What Medusa's Payment Module calls, the same for every Klarna system that ends in an Order Management order. It
 * reads the cart or order itself and keeps everything in the ledger; the session's data is public and says only
 * where to pay. A provider of its own names its `identifier`, by which the ledger knows how to talk to Klarna.
 */
export abstract class KlarnaProvider extends AbstractPaymentProvider {
  constructor(
    protected readonly cradle: Cradle,
    options: Record<string, unknown>
  ) {
    super(cradle as unknown as Record<string, unknown>, options)
  }

  override async initiatePayment({
    data,
    amount,
    context,
  }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const sessionId = requireSessionId(data)
    return translated(async () => {
      const { subject, source, draft } = await readDraft(this.cradle.query, sessionId)
      requireSameAmount(draft, amount)
      requireIntent(data?.intent, draft)
      const channel = channelOf(this.klarna.config, subject.type, source.salesChannel, context)
      // On the store's own screen nobody types who they are: Klarna asks them, on their phone.
      if (channel !== "in_store") requireKnownBuyer(source, marketOf(source))
      const adopted = await adoptAuthorization(this.cradle, sessionId, subject, draft)
      if (adopted) {
        const ours = await this.klarna.publicData(sessionId, adopted)
        return { id: sessionId, data: onlyOurs(data, ours), status: PaymentSessionStatus.PENDING }
      }
      const opened = await this.klarna.openPurchase({
        sessionId,
        subject,
        provider: this.getIdentifier(),
        channel,
        salesChannel: source.salesChannel,
        customer: await readSubscriber(this.cradle.query, source, context?.customer?.id),
        draft,
        redraft: async () => (await readDraft(this.cradle.query, sessionId)).draft,
      })
      return { id: sessionId, data: onlyOurs(data, opened), status: PaymentSessionStatus.PENDING }
    })
  }

  /** Core never calls it; our own workflows do, and shops: the session's page is brought up to date. What is over stays over. */
  override async updatePayment({ data, amount, context }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const held = await this.klarna.purchases.byHolder(requireSessionId(data))
    if (held?.subject_type === "order" && held.end_reason) {
      return { data, status: PaymentSessionStatus.CANCELED }
    }
    const { data: updated } = await this.initiatePayment({
      data,
      amount,
      currency_code: "",
      context: context ?? {},
    } as InitiatePaymentInput)
    return { data: updated }
  }

  /**
   * Medusa drops a session at every change of the total and makes a new one beside it, in either order. Neither
   * this nor an error here may end a payment, so it only notes who lost the purchase, and never throws.
   */
  override async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    try {
      const { session_id, klarna_order_id } = readPaymentData(data)
      if (session_id) await this.klarna.purchases.supersede(session_id, klarna_order_id ?? null)
    } catch (error) {
      this.cradle.logger.error(`Klarna: a dropped payment session was not noted: ${nameOf(error)}`)
    }
    return { data }
  }

  /**
   * "Not yet" and "no" are thrown as Medusa's payment errors, which the store answers softly; returned, they
   * would fail the request and use up the session.
   */
  override async authorizePayment({ data, context }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const sessionId = context?.idempotency_key ?? requireSessionId(data)
    return translated(async () => {
      const purchase = await requirePaid(this.cradle, sessionId)
      if (isAwaited(this.cradle, purchase)) {
        const data = await this.klarna.publicData(sessionId, purchase)
        return { status: PaymentSessionStatus.PENDING_AUTHORIZATION, data: { ...data } }
      }
      const goesOn = purchase.successor === "awaited"
      const authorized = goesOn
        ? await this.klarna.successors.take(purchase.id, sessionId)
        : await this.klarna.purchases.authorize(purchase.id, sessionId)
      if (!authorized) {
        throw declined("This Klarna payment belongs to another payment session")
      }
      return {
        status: authorizedStatus(purchase, this.klarna.statusOf(purchase)),
        data: { ...(await this.klarna.publicData(sessionId, purchase)) },
      }
    })
  }

  override async capturePayment({ data, context }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return translated(async () => {
      const captureId = requireRowId(context?.idempotency_key)
      const purchase = await this.requirePurchase(data)
      const capture = await this.cradle.captureService.retrieve(captureId)
      const amount = minorAmount(capture.raw_amount ?? capture.amount, purchase.currency_code)
      const planned = await planByAmount(this.cradle, purchase, "capture", amount)
      try {
        await this.klarna.operations.run(purchase, {
          kind: "capture",
          amount,
          items: planned.items,
          created_by: capture.created_by,
          medusa_row_id: captureId,
          singleton: null,
          body: (operationId) => captureBody(operationId, planned),
          existing: (ids) => this.existing(this.cradle.captureService, ids),
        })
      } catch (error) {
        if (!(await isCapturedAlready(this.cradle, error, purchase, captureId))) throw error
      }
      return { data }
    })
  }

  override async refundPayment({ data, amount, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return translated(async () => {
      const refundId = requireRowId(context?.idempotency_key)
      const purchase = await this.requirePurchase(data)
      const refunded = minorAmount(amount, purchase.currency_code)
      const { note, created_by, metadata } = await this.cradle.refundService.retrieve(refundId)
      const { operation_id, items, order_lines } = readRefundMetadata(metadata)
      const planned = order_lines
        ? { amount: refunded, items: items ?? null, order_lines }
        : await planByAmount(this.cradle, purchase, "refund", refunded)
      await this.klarna.operations.run(purchase, {
        kind: "refund",
        amount: refunded,
        items: planned.items,
        created_by,
        operation_id,
        medusa_row_id: refundId,
        singleton: null,
        body: (operationId) => refundBody(operationId, planned, { description: note }),
        existing: (ids) => this.existing(this.cradle.refundService, ids),
      })
      return { data }
    })
  }

  override async cancelPayment({ data, context }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return translated(async () => {
      const purchase = await this.requirePurchase(data)
      const { payment, situation } = await readCancelSituation(this.cradle, context?.idempotency_key)
      switch (decideCancelPayment(situation)) {
        case "nothing":
          break
        case "keep_for_successor":
          await this.klarna.purchases.update(purchase.id, { successor: "awaited" })
          break
        case "cancel_at_klarna":
          await this.klarna.cancelAtKlarna(purchase)
          break
        case "cancel_at_klarna_and_session":
          await this.cancelWithSession(purchase, payment)
          break
      }
      return { data }
    })
  }

  override async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return translated(async () => {
      const purchase = await this.requirePurchase(data)
      const { session_id } = readPaymentData(data)
      return { data: { ...(await this.klarna.publicData(session_id ?? "", purchase)) } }
    })
  }

  override async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return translated(async () => {
      const purchase = await this.requirePurchase(data)
      const read = (await this.klarna.readPurchase(purchase.id)) ?? purchase
      return { status: toSessionStatus(this.klarna.statusOf(read)), data }
    })
  }

  /**
   * Medusa's own webhook route, kept working for shops that point Klarna there. Completion is run by our own
   * callbacks; an answer here names a session only when it exists, because core completes a stranger's cart
   * for one that does not.
   */
  override async getWebhookActionAndData({
    data,
  }: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    const nothing: WebhookActionResult = { action: PaymentActions.NOT_SUPPORTED }
    const hppSessionId = (data as { session?: { session_id?: unknown } } | undefined)?.session?.session_id
    if (typeof hppSessionId !== "string") return nothing
    const page = await this.klarna.pageRows.byHppSessionId(hppSessionId)
    const purchase = page && (await this.klarna.readPurchase(page.purchase_id))
    if (!purchase?.current_holder || this.klarna.statusOf(purchase) !== "complete") return nothing
    const [session] = await this.cradle.paymentSessionService.list({ id: [purchase.current_holder] })
    if (!session) return nothing
    return {
      action: PaymentActions.AUTHORIZED,
      data: { session_id: session.id, amount: session.amount as never },
    }
  }

  /** Nothing to create at Klarna; Medusa keeps the customer's id so that saved methods can hang on it. */
  async createAccountHolder({ context }: CreateAccountHolderInput): Promise<CreateAccountHolderOutput> {
    return { id: context.customer.id, data: {} }
  }

  private get klarna(): KlarnaModuleService {
    return this.cradle.klarna
  }

  private async requirePurchase(data: Record<string, unknown> | undefined): Promise<PurchaseRow> {
    const { session_id, klarna_order_id } = readPaymentData(data)
    const purchase =
      (klarna_order_id ? await this.klarna.purchases.byKlarnaOrderId(klarna_order_id) : undefined) ??
      (session_id ? await this.klarna.purchases.byHolder(session_id) : undefined)
    if (purchase) return purchase
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "The ledger knows no Klarna purchase for this payment")
  }

  private async existing(
    rows: { list: (filters: { id: string[] }, config: { select: string[] }) => Promise<{ id: string }[]> },
    ids: string[]
  ): Promise<string[]> {
    return (await rows.list({ id: ids }, { select: ["id"] })).map(({ id }) => id)
  }

  /** After a failed completion Medusa would place the next order on this voided payment. */
  private async cancelWithSession(purchase: PurchaseRow, payment: PaymentRecord | undefined): Promise<void> {
    const sessionId = payment?.payment_session?.id
    if (sessionId) {
      await this.cradle.paymentSessionService.update({ id: sessionId, status: PaymentSessionStatus.CANCELED })
    }
    await this.klarna.purchases.unauthorize(purchase.id)
    await this.klarna.cancelAtKlarna(purchase)
  }
}

/** Medusa sets it for every session; what a caller wrote under that key was replaced. */
function requireSessionId(data: Record<string, unknown> | undefined): string {
  const { session_id } = readPaymentData(data)
  if (session_id) return session_id
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "data.session_id is missing: Medusa sets it for every session"
  )
}

function requireRowId(id: string | undefined): string {
  if (id) return id
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "context.idempotency_key is missing: Medusa's capture or refund id"
  )
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "unknown error")
