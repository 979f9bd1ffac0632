import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, MedusaService, Modules } from "@medusajs/framework/utils"
import { parseModuleOptions, type KlarnaConfig } from "../../config/klarna-config"
import type { ProviderIdentifier } from "../../config/account-options"
import { createKlarnaClients, type KlarnaClients, type KlarnaManagedOrder } from "../../klarna"
import { createCallLog, type CallLog } from "./call-log"
import { createClock, type Clock } from "./clock"
import { createDistributePage, type Distribute } from "./distribute-page"
import { createEndHeld, type Ended } from "./end-held"
import { createEndPurchase, type EndPurchase } from "./end-purchase"
import { createLeases, type Leases } from "./leases"
import * as models from "./models"
import type { Bringer, Noted } from "./note-authorization"
import { onceEach } from "./once-each"
import { createOpenPurchase, type OpenPurchase } from "./open-purchase"
import { createOperations, type Operations } from "./operations"
import { createPages, type Pages } from "./pages"
import { createCheckoutSystem } from "./payment-systems/checkout"
import type { PaymentSystem } from "./payment-systems/payment-system"
import { createPaymentsSystem } from "./payment-systems/payments"
import { publicState, toPurchaseData, type PurchaseData } from "./purchase-data"
import type { PlaceOptions } from "./place-order"
import type { PlaceResult } from "./place-result"
import { createPlacing } from "./placing"
import { createReserveLink, type ReserveLink } from "./reserve-link"
import { createReadPurchase } from "./read-purchase"
import type { ResolvePlacing } from "./resolve-placing"
import type { DistributionRow, OperationRow, PageRow, PurchaseRow } from "./rows"
import { secretMatches } from "./secrets"
import { statusOf, type PaymentStatus } from "./status-of"
import { createCallStore } from "./stores/call-store"
import { createDistributionStore, type DistributionStore } from "./stores/distribution-store"
import { createBooksStore, type BooksStore } from "./stores/books-store"
import { createEventStore, type EventStore } from "./stores/event-store"
import type { Connection } from "./stores/knex"
import { createHealthStore, type HealthStore } from "./stores/health-store"
import { createListPages, type ListPages } from "./stores/list-pages"
import { createOperationStore } from "./stores/operation-store"
import { createPageStore, type PageStore } from "./stores/page-store"
import { createPurchaseStore, type PurchaseStore } from "./stores/purchase-store"
import { createRetentionStore, type RetentionStore } from "./stores/retention-store"
import { createReconciliationStore, type ReconciliationStore } from "./stores/reconciliation-store"
import { createReservationStore, type ReservationStore } from "./stores/reservation-store"
import { createSuccessorStore, type SuccessorStore } from "./stores/successor-store"
import { createUnresolvedStore, type UnresolvedStore } from "./stores/unresolved-store"
import { createSubscriptions, type Subscriptions } from "./subscriptions"
import { createTellOnce, type TellOnce } from "./tell-once"
import { createUpdateAuthorization, type UpdateAuthorization } from "./update-authorization"

type EventBus = { emit: (message: { name: string; data: Record<string, unknown> }) => Promise<void> }
type Cradle = Record<string, unknown>

/**
 * The ledger of everything that happens with Klarna, and the only holder of configuration and clients. Providers,
 * workflows and routes resolve it from the container as `klarna`.
 */
export default class KlarnaModuleService extends MedusaService(models) {
  readonly config: KlarnaConfig
  readonly now: Clock
  readonly purchases: PurchaseStore
  readonly pages: Pages
  readonly pageRows: PageStore
  readonly inbox: EventStore
  /** What Klarna was asked for each purchase, and what it answered. */
  readonly calls: CallLog
  readonly leases: Leases
  readonly operations: Operations
  /** Authorizations that outlive the Medusa payment they were given for. */
  readonly successors: SuccessorStore
  /** Makes Klarna's order have the amount and lines that a changed order has. */
  readonly updateAuthorization: UpdateAuthorization
  readonly books: BooksStore
  readonly reservations: ReservationStore
  /** Comparisons of Klarna's orders with Medusa's books, and what they found. */
  readonly reconciliations: ReconciliationStore
  /** What waits for longer than it should. */
  readonly health: HealthStore
  /** What is given up after a time, or with its customer. */
  readonly retention: RetentionStore
  /** Customer tokens, and what is charged with them again and again. */
  readonly subscriptions: Subscriptions
  /** Brings Klarna's order and page up to date with a cart or order, for one payment session. */
  readonly openPurchase: (input: OpenPurchase) => Promise<PurchaseData>
  /** Notes a link before it is made. */
  readonly reserveLink: (input: ReserveLink) => Promise<PurchaseRow | undefined>
  readonly readPurchase: ReturnType<typeof createReadPurchase>
  /** Turns what the buyer agreed to into an order at Klarna, once. */
  readonly placeOrder: (purchaseId: string, options?: PlaceOptions) => Promise<PlaceResult>
  /** Gives back what the buyer agreed to, because it is not what is to be paid. */
  readonly dropAuthorization: (
    purchaseId: string,
    refusal: { code: string; message: string }
  ) => Promise<PlaceResult>
  readonly distributions: DistributionStore
  readonly listPages: ListPages
  /** Sends a page's link to somebody. */
  readonly distributePage: (input: Distribute) => Promise<DistributionRow>
  /** Nobody is to pay a purchase any more: closes its page and ends Klarna's order. */
  readonly endPurchase: (input: EndPurchase) => Promise<Ended>
  /** Keeps an authorization token that somebody brought. */
  readonly noteAuthorization: (purchaseId: string, token: string, bringer: Bringer) => Promise<Noted>
  /** Klarna named the order that a session became. */
  readonly adoptOrder: (purchaseId: string, klarnaOrderId: string) => Promise<boolean>
  /** Purchases whose order nobody found. */
  readonly unresolved: UnresolvedStore
  /** Staff say what became of one. */
  readonly resolvePlacing: ResolvePlacing
  readonly refreshClock: () => Promise<void>
  /** Of several that find something out at the same moment, one tells it. */
  readonly tellOnce: TellOnce
  readonly statusOf: (purchase: PurchaseRow) => PaymentStatus = statusOf
  readonly secretMatches: (secret: string, hash: string) => boolean = secretMatches
  /** The clients of an account, made at its first use: they hold connections. Calls of a purchase are recorded. */
  readonly clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  /** Medusa calls them when it stops. */
  readonly __hooks = { onApplicationShutdown: () => this.calls.written() }
  /** How a provider's payments are made and read at Klarna until the money is there. */
  readonly systemOf: (provider: string) => PaymentSystem
  private readonly logger: Logger
  private readonly eventBus: EventBus | undefined

  constructor(cradle: Cradle, options: unknown) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService reads its own arguments
    super(...arguments)
    this.config = parseModuleOptions(options)
    this.logger = cradle[ContainerRegistrationKeys.LOGGER] as Logger
    this.eventBus = optional(cradle, Modules.EVENT_BUS)
    const connection = cradle[ContainerRegistrationKeys.PG_CONNECTION] as Connection
    const clock = createClock(this.config)
    this.now = clock.now
    this.refreshClock = clock.refresh
    this.calls = createCallLog({
      store: createCallStore(connection, this.now),
      ...clock,
      logger: this.logger,
    })
    const { record } = this.calls
    const clients = onceEach((id) => createKlarnaClients(this.accountOf(id), { logger: this.logger, record }))
    this.clientsOf = (id, purchaseId) => (purchaseId ? clients(id).forPurchase(purchaseId) : clients(id))
    const shared = { config: this.config, now: this.now, clientsOf: this.clientsOf }
    this.purchases = createPurchaseStore(connection, this.now)
    this.pageRows = createPageStore(connection, this.now)
    this.inbox = createEventStore(connection, this.now)
    this.leases = createLeases(connection, this.now)
    this.books = createBooksStore(connection, this.now)
    this.reservations = createReservationStore(connection, this.now)
    this.reconciliations = createReconciliationStore(connection, this.now)
    this.health = createHealthStore(connection, this.now)
    this.unresolved = createUnresolvedStore(connection, this.now)
    this.tellOnce = createTellOnce(connection, this.now)
    this.retention = createRetentionStore(connection, this.now)
    const store = createOperationStore(connection, this.now)
    const tellUnknown = (row: OperationRow) =>
      this.tell("klarna.operation.unknown", { id: row.id, kind: row.kind, purchase_id: row.purchase_id })
    this.subscriptions = createSubscriptions({
      ...shared,
      ...{ connection, store, tellUnknown, purchases: this.purchases },
      tell: (name, data) => this.tell(name, data),
      alarm: (sentence) => this.logger.error(`Klarna: ${sentence}`),
    })
    const placing = createPlacing({
      ...shared,
      ...{ connection, store, tellUnknown, obtainToken: this.subscriptions.obtainToken },
      ...{ purchases: this.purchases, inbox: this.inbox, leases: this.leases },
    })
    this.placeOrder = placing.place
    this.dropAuthorization = placing.dropAuthorization
    this.noteAuthorization = placing.note
    this.adoptOrder = placing.adopt
    this.resolvePlacing = placing.resolvePlacing
    const accountBaseUrl = (id: string) => this.accountOf(id).baseUrl
    const systems: Record<ProviderIdentifier, PaymentSystem> = {
      "klarna-checkout": createCheckoutSystem({ ...shared, accountBaseUrl }),
      "klarna-payments": createPaymentsSystem({
        ...shared,
        pages: this.pageRows,
        authorizations: placing.authorizations,
        accountBaseUrl,
      }),
    }
    this.systemOf = (provider) => systems[provider as ProviderIdentifier]
    this.pages = createPages({
      ...shared,
      store: this.pageRows,
      paymentSessionUrl: (purchase) => this.systemOf(purchase.provider).pageFor(purchase),
      tellOpened: (purchase, page) =>
        this.tell("klarna.session.opened", {
          id: page.id,
          purchase_id: purchase.id,
          subject_id: purchase.subject_id,
        }),
    })
    this.readPurchase = createReadPurchase({
      purchases: this.purchases,
      leases: this.leases,
      keepReading: placing.keepReading,
      systemOf: this.systemOf,
    })
    this.reserveLink = createReserveLink({ ...shared, systemOf: this.systemOf, purchases: this.purchases })
    const endHeld = createEndHeld({
      purchases: this.purchases,
      pages: this.pages,
      systemOf: this.systemOf,
    })
    this.endPurchase = createEndPurchase({ purchases: this.purchases, leases: this.leases, endHeld })
    this.openPurchase = createOpenPurchase({
      ...shared,
      systemOf: this.systemOf,
      purchases: this.purchases,
      pages: this.pages,
      leases: this.leases,
      keepReading: placing.keepReading,
      endHeld,
    })
    this.operations = createOperations({
      ...shared,
      store,
      noteFailure: async (purchaseId, last_error) =>
        void (await this.purchases.update(purchaseId, { last_error })),
      tellUnknown,
    })
    this.successors = createSuccessorStore(connection, this.now)
    this.updateAuthorization = createUpdateAuthorization({
      ...shared,
      ...{ store, operations: this.operations, purchases: this.purchases },
    })
    this.distributions = createDistributionStore(connection, this.now)
    this.listPages = createListPages(connection)
    this.distributePage = createDistributePage({
      ...{ ...shared, store: this.distributions, leases: this.leases },
      tell: (name, data) => this.tell(name, data),
    })
  }

  /** Emits one of the events that shops subscribe to. Ids only. */
  async tell(name: string, data: Record<string, unknown>): Promise<void> {
    await this.eventBus?.emit({ name, data })
  }

  /** One word for where a page of a purchase stands. */
  readonly stateOf: (purchase: PurchaseRow, page: PageRow | undefined) => string = publicState

  /** What the shopper may see of a purchase. */
  async publicData(sessionId: string, purchase: PurchaseRow): Promise<PurchaseData> {
    return toPurchaseData(sessionId, purchase, await this.pages.latest(purchase.id))
  }

  /** Has the sync look at a purchase at once; the poll follows if nobody hears it. */
  async checkSoon(purchase: PurchaseRow): Promise<void> {
    await this.purchases.update(purchase.id, { next_check_at: new Date(this.now()) })
    await this.tell("klarna.purchase.due", { id: purchase.id })
  }

  /** Gives an uncaptured authorization back. Repeated by the sweep when Klarna does not know the order yet. */
  async cancelAtKlarna(purchase: PurchaseRow, actorId: string | null = null): Promise<void> {
    await this.operations.ensure(purchase, {
      kind: "cancel",
      singleton: "cancel",
      amount: null,
      created_by: actorId,
      medusa_row_id: null,
      body: () => null,
    })
  }

  /** The order as Order Management knows it. May answer 404 for some minutes after a purchase. */
  async readManagedOrder(purchase: PurchaseRow): Promise<KlarnaManagedOrder> {
    return this.clientsOf(purchase.account_id, purchase.id).orderManagement.readOrder(
      purchase.klarna_order_id as string
    )
  }

  private accountOf(accountId: string) {
    const account = this.config.accounts.find(({ id }) => id === accountId)
    if (account) return account
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `No Klarna account "${accountId}" is configured, but the ledger has purchases of it`
    )
  }
}

/** Awilix throws for what is not registered; a module test has no event bus. */
function optional<Value>(cradle: Cradle, key: string): Value | undefined {
  try {
    return cradle[key] as Value
  } catch {
    return undefined
  }
}
