import type { KlarnaAccountConfig } from "../../../src/klarna"
import { resolveBaseUrl } from "../../../src/config/base-urls"
import { startSandbox } from "../../../packages/klarna-sandbox/src"
import { startRecordingProxy } from "./recording-proxy"

/** What the shopper can do on the page; only the sandbox's shopper obeys. */
export type ShopperAction = "open" | "approve" | "decline" | "error" | "back"

export type Control = (path: string, body: object) => Promise<Record<string, unknown>>

/** A Klarna to run the contract against. */
export type Target = {
  account: KlarnaAccountConfig
  /** Klarna's own address; where it runs elsewhere, the account leads to a recorder in front of it. */
  baseUrl: string
  shopper?: (hppSessionId: string, action: ShopperAction) => Promise<void>
  /** Does the next call with this method and path, but loses its answer. */
  loseAnswer?: (method: string, path: string) => Promise<void>
  /** One of the sandbox's own controls, below `/_sandbox/`. @returns its answer */
  control?: Control
  stop(): Promise<void>
}

type Targets = Record<string, () => Promise<Target>>

const playgroundKey = process.env.KLARNA_PLAYGROUND_API_KEY

/** The playground takes part when its credentials are set: KLARNA_PLAYGROUND_API_KEY and what belongs to it. */
export const TARGETS: Targets = {
  sandbox: startSandboxTarget,
  ...(playgroundKey ? { playground: () => startPlaygroundTarget(playgroundKey) } : {}),
}

/** Klarna Payments and customer tokens are Klarna's; not every account at Kustom has them. */
export const PAYMENTS_TARGETS: Targets =
  process.env.KLARNA_PLAYGROUND_PROVIDER === "klarna" ? TARGETS : { sandbox: startSandboxTarget }

async function startSandboxTarget(): Promise<Target> {
  const sandbox = await startSandbox({ port: 0 })
  const control: Control = async (path, body) => {
    const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }
  return {
    account: account({ username: "sandbox", apiKey: "sandbox-secret", baseUrl: sandbox.url }),
    baseUrl: sandbox.url,
    shopper: async (hppSessionId, action) => void (await control(`hpp/${hppSessionId}/consumer`, { action })),
    loseAnswer: async (method, path) =>
      void (await control("faults", { match: { method, path }, times: 1, kind: "lost_response" })),
    control,
    stop: () => sandbox.close(),
  }
}

async function startPlaygroundTarget(apiKey: string): Promise<Target> {
  const provider = process.env.KLARNA_PLAYGROUND_PROVIDER === "klarna" ? "klarna" : "kustom"
  const region = (process.env.KLARNA_PLAYGROUND_REGION ?? "eu") as KlarnaAccountConfig["region"]
  const baseUrl = resolveBaseUrl({ provider, environment: "playground", region })
  const username = process.env.KLARNA_PLAYGROUND_USERNAME
  const { url, stop } = await startRecordingProxy(baseUrl)
  return { account: account({ provider, region, username, apiKey, baseUrl: url }), baseUrl, stop }
}

const account = (
  own: Partial<KlarnaAccountConfig> & { apiKey: string; baseUrl: string }
): KlarnaAccountConfig => ({
  id: "contract",
  provider: "kustom",
  environment: "playground",
  region: "eu",
  timeoutMs: 30_000,
  ...own,
})
