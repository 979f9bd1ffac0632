import { startSandbox, type RunningSandbox, type SandboxOptions } from "../../start-sandbox"
import type { Patience } from "../../patience"
import { createClient, type Client } from "./client"
import { startShop, type Shop } from "./shop"

export type Bench = {
  sandbox: RunningSandbox
  client: Client
  shop: Shop
  /** Another sandbox in the place of this one, for a shop that lets it wait in vain. */
  hurry(patience: Partial<Patience>): Promise<void>
}

/** 2026-03-04T12:00:00Z: time stands still unless a test moves it. */
export const START = Date.UTC(2026, 2, 4, 12)

const WAIT = 120_000
/** A shop that answers is waited for, however much else the machine has to do. */
const patience: Patience = {
  callback: WAIT,
  authorization: WAIT,
  validation: WAIT,
  requiredValidation: WAIT,
  cart: WAIT,
}

/** Gives every test of the file a sandbox of its own, and a shop for its callbacks. */
export function withSandbox(options: SandboxOptions = {}): Bench {
  const bench = {} as Bench
  async function start(more: SandboxOptions = {}) {
    bench.sandbox = await startSandbox({
      ...{ port: 0, clock: () => START, seed: "test", patience },
      ...options,
      ...more,
    })
    bench.client = createClient(bench.sandbox)
  }
  bench.hurry = async (patience) => {
    await bench.sandbox.close()
    await start({ patience })
  }
  beforeEach(async () => {
    await start()
    bench.shop = await startShop()
  })
  afterEach(async () => {
    await bench.sandbox.close()
    await bench.shop.close()
  })
  return bench
}
