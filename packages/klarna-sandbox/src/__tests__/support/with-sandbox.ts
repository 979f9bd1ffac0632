import { startSandbox, type RunningSandbox, type SandboxOptions } from "../../start-sandbox"
import { createClient, type Client } from "./client"
import { startShop, type Shop } from "./shop"

export type Bench = { sandbox: RunningSandbox; client: Client; shop: Shop }

/** 2026-03-04T12:00:00Z: time stands still unless a test moves it. */
export const START = Date.UTC(2026, 2, 4, 12)

/** Gives every test of the file a sandbox of its own, and a shop for its callbacks. */
export function withSandbox(options: SandboxOptions = {}): Bench {
  const bench = {} as Bench
  beforeEach(async () => {
    bench.sandbox = await startSandbox({ port: 0, clock: () => START, seed: "test", ...options })
    bench.client = createClient(bench.sandbox)
    bench.shop = await startShop()
  })
  afterEach(async () => {
    await bench.sandbox.close()
    await bench.shop.close()
  })
  return bench
}
