import path from "node:path"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { toKlarnaOrder } from "../../../domain/klarna-order"
import type { KlarnaOrderDraft } from "../../../domain/klarna-order-draft"
import { cart, item, shipping } from "../../../domain/__tests__/purchase-builder"
import type KlarnaModuleService from "../service"
import type { OperationRow, PurchaseRow } from "../rows"
import type { Connection } from "../stores/knex"

type Sandbox = {
  url: string
  close(): Promise<void>
}

// Not an import: the plugin's build follows those, and the stand-in is no part of the plugin.
const { startSandbox } = jest.requireActual<{
  startSandbox: (options: {
    port: number
    clock: () => number
    settings: Record<string, unknown>
  }) => Promise<Sandbox>
}>("../../../../packages/klarna-sandbox/src")

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** Time as the ledger and the sandbox know it. It goes on by itself and can be moved forward. */
const time = { movedBy: 0 }
const now = () => Math.round(performance.timeOrigin + performance.now()) + time.movedBy
export const moveClock = (ms: number) => {
  time.movedBy += ms
}

type Told = { name: string; data: Record<string, unknown> }
const told: Told[] = []

const silent = () => undefined
const logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  log: silent,
  setLogLevel: silent,
  shouldLog: () => false,
}

export type Call = {
  method: string
  path: string
  status: number | null
  request: Record<string, unknown>
  response?: unknown
  idempotency_key: string | null
}

/** What a test sees of the ledger and of the Klarna behind it. */
export type Ledger = {
  klarna: KlarnaModuleService
  /** The database behind it. */
  connection: () => Connection
  /** Names of the events told so far. */
  told: () => string[]
  /** What the events of a name said. */
  heard: (name: string) => Record<string, unknown>[]
  /** Calls to Klarna since the last `forget`, as "METHOD /path" without ids. */
  journey: () => Promise<string[]>
  calls: (method: string, path: RegExp) => Promise<Call[]>
  forget: () => Promise<void>
  fault: (fault: Record<string, unknown>) => Promise<unknown>
  clearFaults: () => Promise<unknown>
  settings: (settings: Record<string, unknown>) => Promise<unknown>
  /** What the sandbox offers to tests and nothing above names. */
  control: (method: string, route: string, body?: object) => Promise<unknown>
  /** Something the buyer does on the page. */
  buyer: (hppSessionId: string | null, action: string) => Promise<unknown>
  /** A purchase that was under way ends well, whatever became of its page. */
  complete: (klarnaOrderId: string | null) => Promise<unknown>
  /** Klarna's order, as Order Management will tell it. */
  atKlarna: (klarnaOrderId: string | null) => Promise<ManagedOrder>
}

export type ManagedOrder = {
  status: string
  captured_amount: number
  refunded_amount: number
  captures: { captured_amount: number; reference: string }[]
  refunds: { refunded_amount: number; reference: string }[]
}

const account = {
  id: "main",
  provider: "kustom" as const,
  environment: "playground" as const,
  username: "sandbox",
  apiKey: "sandbox-secret",
  baseUrl: "http://localhost",
  rateLimits: { hppCreate: 1_000, sessionCreate: 1_000, other: 1_000 },
}

const shop = "https://shop.example"
const options = {
  accounts: [account],
  // Nobody listens there: what the sandbox tells the shop is not the subject here.
  callbackUrl: "http://localhost:9",
  storefront: {
    success: `${shop}/thanks`,
    pending: `${shop}/pending`,
    back: `${shop}/checkout?back`,
    cancel: `${shop}/checkout?cancel`,
    failure: `${shop}/checkout?declined`,
    error: `${shop}/checkout?error`,
    terms: `${shop}/terms`,
    checkout: `${shop}/checkout`,
  },
  clock: now,
}

/** Runs a suite on the real module, a database of its own and a sandbox of its own, each new for every test. */
export function withLedger(name: string, suite: (ledger: Ledger) => void): void {
  let sandbox: Sandbox
  let forgotten = 0
  moduleIntegrationTestRunner<KlarnaModuleService>({
    moduleName: "klarna",
    dbName: `klarna-ledger-${name}`,
    resolve: path.resolve(__dirname, ".."),
    pathToMigrations: path.resolve(__dirname, "../migrations"),
    moduleOptions: options,
    injectedDependencies: {
      [Modules.EVENT_BUS]: { emit: async (event: Told) => void told.push(event) },
      [ContainerRegistrationKeys.LOGGER]: logger,
    },
    hooks: {
      beforeModuleInit: async () => {
        sandbox = await startSandbox({
          port: 0,
          clock: now,
          settings: { skip_push: true, skip_status_update: true },
        })
        account.baseUrl = sandbox.url
        told.length = 0
        forgotten = 0
      },
    },
    testSuite: ({ service, MikroOrmWrapper }) => {
      afterEach(() => sandbox.close())
      const connection = () =>
        (MikroOrmWrapper.forkManager() as { getKnex(): unknown }).getKnex() as Connection
      suite({ ...ledgerOf(service), connection })
    },
  })

  function ledgerOf(klarna: KlarnaModuleService): Omit<Ledger, "connection"> {
    const control = async (method: string, route: string, body?: object) => {
      const answer = await fetch(`${sandbox.url}/_sandbox/${route}`, {
        method,
        headers: { "content-type": "application/json" },
        body: body && JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`The sandbox refused ${route}: ${answer.status} ${await answer.text()}`)
      const text = await answer.text()
      return text ? (JSON.parse(text) as unknown) : undefined
    }
    const allCalls = async () => ((await control("GET", "calls")) as Call[]).slice(forgotten)
    return {
      klarna,
      told: () => told.map((event) => event.name),
      heard: (name) => told.filter((event) => event.name === name).map(({ data }) => data),
      journey: async () =>
        (await allCalls()).map((call) => `${call.method} ${call.path.replace(/[0-9a-f-]{36}/g, ":id")}`),
      calls: async (method, route) =>
        (await allCalls()).filter((call) => call.method === method && route.test(call.path)),
      forget: async () => {
        forgotten += (await allCalls()).length
      },
      fault: (fault) => control("POST", "faults", fault),
      clearFaults: () => control("DELETE", "faults"),
      settings: (settings) => control("POST", "settings", settings),
      control,
      buyer: (hppSessionId, action) => control("POST", `hpp/${hppSessionId}/consumer`, { action }),
      complete: (klarnaOrderId) => control("POST", `orders/${klarnaOrderId}/complete`),
      atKlarna: async (klarnaOrderId) => (await control("GET", `orders/${klarnaOrderId}`)) as ManagedOrder,
    }
  }
}

/** What the mapper makes of a cart of lamps at 100.00 with shipping at 49.00, 25 % VAT. */
export const lamps = (quantity: number, changes: Parameters<typeof cart>[0] = {}): KlarnaOrderDraft =>
  toKlarnaOrder(
    cart({
      items: [
        item({
          quantity: String(quantity),
          total: String(quantity * 100),
          taxTotal: String(quantity * 20),
          taxRates: ["25"],
        }),
      ],
      shippingMethods: [shipping({ total: "49", taxTotal: "9.8", taxRates: ["25"] })],
      ...changes,
    })
  )

export const subject = {
  subject_type: "cart" as const,
  subject_id: "cart_1",
  payment_collection_id: "",
  provider: "klarna-checkout",
  account_id: "main",
}

/** Opens the purchase of the one cart for a payment session. */
export const open = ({ klarna }: Ledger, sessionId: string, draft: KlarnaOrderDraft = lamps(1)) =>
  klarna.openPurchase({
    sessionId,
    subject: { type: "cart", id: subject.subject_id },
    provider: subject.provider,
    channel: "ecommerce",
    draft,
  })

export async function live({ klarna }: Ledger): Promise<PurchaseRow> {
  const row = await klarna.purchases.live(subject)
  if (!row) throw new Error("The cart has no live purchase")
  return row
}

/** A purchase of 349.00 that the buyer has paid. */
export async function paid(ledger: Ledger): Promise<PurchaseRow> {
  const { hpp_session_id } = await open(ledger, "payses_1", lamps(3))
  await ledger.buyer(hpp_session_id, "approve")
  const row = await ledger.klarna.readPurchase((await live(ledger)).id)
  if (row?.klarna_status !== "checkout_complete") throw new Error("The purchase was not paid")
  await ledger.forget()
  return row
}

type MoneyIntent = { kind?: "capture" | "refund"; amount: number; row: string; existing?: string[] }

/** What the provider asks for when Medusa captures or refunds; `existing`: Medusa rows that are still there. */
export const move = (
  { klarna }: Ledger,
  purchase: PurchaseRow,
  { kind = "capture", amount, row, existing }: MoneyIntent
): Promise<OperationRow> =>
  klarna.operations.run(purchase, {
    kind,
    amount,
    medusa_row_id: row,
    singleton: null,
    body: (reference) =>
      JSON.stringify({
        [kind === "capture" ? "captured_amount" : "refunded_amount"]: amount,
        reference,
      }),
    ...(existing ? { existing: async (ids: string[]) => ids.filter((id) => existing.includes(id)) } : {}),
  })

/** What something that must fail was thrown with. */
export async function failureOf(work: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error("It did not fail")
}
