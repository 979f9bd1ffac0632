import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  BigNumberInput,
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
  Logger,
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
import { buyerDetailChanges, type BuyerDetails } from "../../domain/buyer-details"
import { decideCancelPayment } from "../../domain/cancel-payment"
import { currencyExponent } from "../../domain/currencies"
import { KlarnaMappingError } from "../../domain/errors"
import { toKlarnaOrder, type KlarnaOrderDraft } from "../../domain/klarna-order"
import { toMinorUnits, type MinorUnits } from "../../domain/money"
import type { PurchaseSource, SourceAddress } from "../../domain/purchase-source"
import { samePurchase } from "../../domain/same-purchase"
import { KlarnaApiError, type KlarnaCheckoutOrder } from "../../klarna"
import { toDecimal } from "../../medusa/decimal"
import { readPurchaseSource, type Query } from "../../medusa/read-purchase-source"
import { readSessionSubject } from "../../medusa/read-session-subject"
import type { KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { toMedusaError } from "../to-medusa-error"
import { captureBody, refundBody } from "./operation-bodies"
import type { MedusaPayments, PaymentRecord } from "./medusa-payments"
import { onlyOurs, readPaymentData } from "./payment-data"

type Cradle = MedusaPayments & { logger: Logger; query: Query; klarna: KlarnaModuleService }

/**
 * Klarna Checkout on the Hosted Payment Page, as Medusa's Payment Module calls it. It reads the cart or order
 * itself and keeps everything in the ledger; the session's data is public and says only where to pay.
 */
export default class KlarnaCheckoutProviderService extends AbstractPaymentProvider {
  static override identifier = "klarna-checkout"

  constructor(
    private readonly cradle: Cradle,
    options: Record<string, unknown>
  ) {
    super(cradle as unknown as Record<string, unknown>, options)
  }

  override async initiatePayment({ data, amount }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const sessionId = requireSessionId(data)
    return translated(async () => {
      const { subject, draft } = await this.readDraft(sessionId)
      requireSameAmount(draft, amount)
      const opened = await this.klarna.openPurchase({
        sessionId,
        subject,
        provider: KlarnaCheckoutProviderService.identifier,
        channel: "ecommerce",
        draft,
        redraft: async () => (await this.readDraft(sessionId)).draft,
      })
      return { id: sessionId, data: onlyOurs(data, opened), status: PaymentSessionStatus.PENDING }
    })
  }

  /** Core never calls it; a shop that does gets its session's page brought up to date. */
  override async updatePayment({ data, amount }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const { data: updated } = await this.initiatePayment({
      data,
      amount,
      currency_code: "",
      context: {},
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
      const purchase = await this.readHeld(sessionId)
      await this.requireEqual(purchase, sessionId)
      if (!(await this.klarna.purchases.authorize(purchase.id, sessionId))) {
        throw declined("This Klarna payment belongs to another payment session")
      }
      return {
        status: PaymentSessionStatus.AUTHORIZED,
        data: { ...(await this.klarna.publicData(sessionId, purchase)) },
      }
    })
  }

  override async capturePayment({ data, context }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return translated(async () => {
      const captureId = requireRowId(context?.idempotency_key)
      const purchase = await this.requirePurchase(data)
      const capture = await this.cradle.captureService.retrieve(captureId)
      const amount = minor(capture.raw_amount ?? capture.amount, purchase)
      try {
        await this.klarna.operations.run(purchase, {
          kind: "capture",
          amount,
          medusa_row_id: captureId,
          singleton: null,
          body: (operationId) => captureBody(operationId, amount, purchase),
          existing: (ids) => this.existing(this.cradle.captureService, ids),
        })
      } catch (error) {
        if (!(await this.isCapturedAlready(error, purchase, captureId))) throw error
      }
      return { data }
    })
  }

  override async refundPayment({ data, amount, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return translated(async () => {
      const refundId = requireRowId(context?.idempotency_key)
      const purchase = await this.requirePurchase(data)
      const refunded = minor(amount, purchase)
      const { note } = await this.cradle.refundService.retrieve(refundId)
      await this.klarna.operations.run(purchase, {
        kind: "refund",
        amount: refunded,
        medusa_row_id: refundId,
        singleton: null,
        body: (operationId) => refundBody(operationId, refunded, purchase, note ?? undefined),
        existing: (ids) => this.existing(this.cradle.refundService, ids),
      })
      return { data }
    })
  }

  override async cancelPayment({ data, context }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return translated(async () => {
      const payment = context?.idempotency_key ? await this.findPayment(context.idempotency_key) : undefined
      const purchase = await this.requirePurchase(data)
      const decision = decideCancelPayment({
        paymentKnown: payment !== undefined,
        collectionStatus: payment?.payment_collection?.status,
        alreadyCanceled: Boolean(payment?.canceled_at),
        orderLinked: Boolean(payment && (await this.isOrderLinked(payment))),
        captured: Boolean(payment?.captures?.length),
      })
      switch (decision) {
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

  /** What the cart or order behind a session says now, in Klarna's terms. */
  private async readDraft(sessionId: string) {
    const found = await readSessionSubject(this.cradle.query, sessionId)
    const source = found && (await readPurchaseSource(this.cradle.query, found.subject))
    if (!found || !source) {
      throw new KlarnaMappingError("subject_missing", "This payment session belongs to no cart and no order")
    }
    return { subject: found.subject, source, draft: toKlarnaOrder(source) }
  }

  /** The purchase of a session, paid according to Klarna. */
  private async readHeld(sessionId: string): Promise<PurchaseRow> {
    const held = await this.klarna.purchases.byHolder(sessionId)
    if (!held) throw declined("This payment session has no Klarna purchase")
    const purchase = await this.klarna.readPurchase(held.id)
    if (!purchase) throw notYet("Klarna is still being asked about this payment")
    const status = this.klarna.statusOf(purchase)
    switch (status) {
      case "complete":
        if (purchase.closed_at) throw declined("This Klarna payment was replaced by a newer one")
        return purchase
      case "new":
      case "incomplete":
      case "unknown":
        throw notYet("The buyer has not completed the payment at Klarna")
      case "gone":
      case "aborted":
        throw declined("This Klarna payment can no longer be completed")
    }
  }

  /** Nobody's money is taken for another cart than the one that was paid. The sync gives it back. */
  private async requireEqual(purchase: PurchaseRow, sessionId: string): Promise<void> {
    const { draft, source } = await this.readDraft(sessionId)
    const session = await this.cradle.paymentSessionService.retrieve(sessionId)
    const amount = toMinorUnits(
      toDecimal(session.raw_amount ?? session.amount),
      currencyExponent(session.currency_code)
    )
    const order = purchase.snapshot as KlarnaCheckoutOrder
    const { equal } = samePurchase(order, draft)
    if (!equal || order.order_amount !== amount) {
      await this.klarna.checkSoon(purchase)
      throw declined("What was paid at Klarna differs from the cart")
    }
    // The goods go where the buyer said last, on Klarna's page: our own road writes it to the cart and completes.
    if (
      purchase.subject_type === "cart" &&
      Object.keys(buyerDetailChanges(order, detailsOf(source))).length
    ) {
      await this.klarna.checkSoon(purchase)
      throw notYet("The address given at Klarna is being brought to the cart")
    }
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

  /**
   * Why Klarna does not capture, when its order tells more than its answer: captured in its portal already (then
   * Medusa records what the amounts say), or still being checked for fraud.
   */
  private async isCapturedAlready(
    error: unknown,
    purchase: PurchaseRow,
    captureId: string
  ): Promise<boolean> {
    if (!(error instanceof KlarnaApiError)) return false
    if (error.code === "NO_SUCH_ORDER") {
      throw notAllowed("Klarna does not have this order ready yet. Try again in a few minutes", error.code)
    }
    if (error.code !== "CAPTURE_NOT_ALLOWED") return false
    const order = await this.klarna.readManagedOrder(purchase)
    if (order.fraud_status === "PENDING") {
      throw notAllowed(
        "Klarna is still checking this purchase; it can be captured once it is accepted",
        error.code
      )
    }
    const capture = await this.cradle.captureService.list(
      { id: [captureId] },
      { relations: ["payment.captures"] }
    )
    const rows = (capture[0] as { payment?: PaymentRecord } | undefined)?.payment?.captures ?? []
    const inMedusa = rows.reduce((sum, row) => sum + minor(row.raw_amount ?? row.amount, purchase), 0)
    return order.captured_amount >= inMedusa
  }

  private async findPayment(paymentId: string): Promise<PaymentRecord | undefined> {
    const [payment] = await this.cradle.paymentService.list(
      { id: [paymentId] },
      { relations: ["captures", "payment_session", "payment_collection"] }
    )
    return payment
  }

  private async isOrderLinked(payment: PaymentRecord): Promise<boolean> {
    const { data } = await this.cradle.query.graph({
      entity: "order_payment_collection",
      fields: ["order_id"],
      filters: { payment_collection_id: payment.payment_collection?.id ?? "" },
    })
    return data.length > 0
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

const detailsOf = (source: PurchaseSource): BuyerDetails => ({
  email: source.email,
  shipping_address: toMedusaAddress(source.shippingAddress),
  billing_address: toMedusaAddress(source.billingAddress),
})

const toMedusaAddress = (address: SourceAddress | undefined) =>
  address && {
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address_1: address.address1,
    address_2: address.address2,
    postal_code: address.postalCode,
    city: address.city,
    province: address.province,
    country_code: address.countryCode,
    phone: address.phone,
  }

async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw toMedusaError(error)
  }
}

const notYet = (message: string) => new MedusaError(MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR, message)
const notAllowed = (message: string, code: string) =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)
const declined = (message: string) => new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message)

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

const minor = (amount: BigNumberInput, purchase: PurchaseRow): MinorUnits =>
  toMinorUnits(toDecimal(amount), currencyExponent(purchase.currency_code))

/** The collection's amount is what Medusa will book: a cart that moved on since then must be collected anew. */
function requireSameAmount(draft: KlarnaOrderDraft, amount: BigNumberInput): void {
  const collected = toMinorUnits(toDecimal(amount), currencyExponent(draft.purchase_currency))
  if (collected === draft.order_amount) return
  throw new KlarnaMappingError(
    "amount_stale",
    `The payment collection asks for ${collected}, the cart's total is ${draft.order_amount} (minor units of ` +
      `${draft.purchase_currency}). Refresh the cart and create the payment session again`
  )
}

function toSessionStatus(status: ReturnType<KlarnaModuleService["statusOf"]>): PaymentSessionStatus {
  switch (status) {
    case "complete":
      return PaymentSessionStatus.AUTHORIZED
    case "new":
    case "incomplete":
    case "unknown":
      return PaymentSessionStatus.PENDING
    case "gone":
    case "aborted":
      return PaymentSessionStatus.CANCELED
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "unknown error")
