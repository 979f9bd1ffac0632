import path from "node:path"
import { MedusaApp, MedusaAppMigrateUp } from "@medusajs/framework/modules-sdk"
import type { IPaymentModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createPgConnection, Modules } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../src/modules/klarna"

const src = path.resolve(__dirname, "../../../../src")
/** Work that is held keeps its connection while a transaction of it is open. */
const MOST_CONNECTIONS = 60
const RATE = 1_000_000
const SHOP = "https://shop.example"

const silent = () => undefined
const logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  log: silent,
  shouldLog: () => false,
}

export type Bench = { klarna: KlarnaModuleService; payments: IPaymentModuleService; sandboxUrl: string }
export type Surroundings = {
  databaseUrl: string
  sandboxUrl: string
  clockAheadMs: number
  /** The database is new. */
  migrate?: boolean
}

/** What of Medusa's links our provider asks for: every payment here belongs to an order. */
const query = {
  async graph({ entity }: { entity: string }) {
    if (entity === "order_payment_collection") return { data: [{ order_id: "order_1" }] }
    throw new Error(`Nobody is expected to ask for ${entity} here`)
  },
}

/** Medusa's Payment Module with our provider, and the ledger: no HTTP, no orders, no jobs. */
export async function bootLedger(surroundings: Surroundings) {
  const { databaseUrl, sandboxUrl, migrate } = surroundings
  const connection = createPgConnection({
    clientUrl: databaseUrl,
    schema: "public",
    pool: { min: 0, max: MOST_CONNECTIONS },
  } as never)
  const database = { clientUrl: databaseUrl }
  const app = {
    modulesConfig: modulesConfig(surroundings),
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: logger,
      [ContainerRegistrationKeys.QUERY]: query,
      [Modules.EVENT_BUS]: { emit: async () => undefined },
    },
  }
  // Migrations close the connection that they are given.
  if (migrate) await MedusaAppMigrateUp({ ...app, sharedResourcesConfig: { database } } as never)
  const shared = { database: { ...database, connection } }
  const { modules, onApplicationStart } = await MedusaApp({ ...app, sharedResourcesConfig: shared } as never)
  await onApplicationStart()
  const bench: Bench = {
    klarna: modules[KLARNA_MODULE] as unknown as KlarnaModuleService,
    payments: modules[Modules.PAYMENT] as unknown as IPaymentModuleService,
    sandboxUrl,
  }
  return { bench, connection }
}

function modulesConfig({ sandboxUrl, clockAheadMs }: Pick<Surroundings, "sandboxUrl" | "clockAheadMs">) {
  const options = {
    accounts: [
      {
        id: "main",
        provider: "kustom",
        environment: "playground",
        username: "sandbox",
        apiKey: "sandbox-secret",
        baseUrl: sandboxUrl,
        rateLimits: { hppCreate: RATE, sessionCreate: RATE, other: RATE },
      },
    ],
    klarnaPayments: { presentation: "widget" },
    // Nobody listens there: what Klarna tells the shop is not the subject here.
    callbackUrl: "http://localhost:9",
    storefront: {
      success: `${SHOP}/thanks`,
      pending: `${SHOP}/pending`,
      back: `${SHOP}/back`,
      cancel: `${SHOP}/cancel`,
      failure: `${SHOP}/failure`,
      error: `${SHOP}/error`,
      terms: `${SHOP}/terms`,
      checkout: `${SHOP}/checkout`,
    },
    clock: () => Date.now() + clockAheadMs,
  }
  const providers = ["klarna-checkout", "klarna-payments"].map((identifier) => ({
    resolve: path.join(src, "providers", identifier),
    id: "klarna",
    options,
  }))
  return {
    [KLARNA_MODULE]: { resolve: path.join(src, "modules/klarna"), options },
    [Modules.PAYMENT]: {
      resolve: "@medusajs/payment",
      dependencies: ["query", KLARNA_MODULE],
      options: { providers },
    },
  }
}
