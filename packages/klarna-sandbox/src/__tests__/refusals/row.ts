import type { SandboxOptions } from "../../start-sandbox"
import type { Client } from "../support/client"
import type { Shop } from "../support/shop"
import type { RunningSandbox } from "../../start-sandbox"

/** Who calls; the first of them unless a row says otherwise. */
export const merchants = [
  { username: "sandbox", key: "sandbox-secret" },
  { username: "other", key: "other-secret" },
  { username: "kustom", key: "kustom-secret", provider: "kustom" },
  { username: "limited", key: "limited-secret", sms: false, recurring: false },
  { username: "inactive", key: "inactive-secret", active: false },
  { username: "eu", key: "eu-secret", region: "eu" },
] as const

export type MerchantName = (typeof merchants)[number]["username"]

export type Scene = {
  sandbox: RunningSandbox
  shop: Shop
  client: Client
  as(merchant: MerchantName): Client
}

/** The call that is refused, after everything that it needs was made. */
export type RefusedCall = {
  /** `/_sandbox/...` for what people do on pages. */
  path: string
  method?: string
  body?: unknown
  headers?: Record<string, string>
  as?: MerchantName
}

export type Row = {
  title: string
  call(scene: Scene): RefusedCall | Promise<RefusedCall>
  status: number
  /** `error_code`; absent where the answer has no body. */
  code?: string | undefined
  /** The only message, or a pattern that one of them fits; for `/_sandbox/...` the sentence under `error`. */
  message?: string | RegExp | undefined
  /** Of the sandbox, as `{ strictHttps: true }`. */
  options?: SandboxOptions
}

/** A row as most are: what is refused, the call, and the answer. */
export const row = (
  title: string,
  call: Row["call"],
  status: number,
  code?: string,
  message?: string | RegExp,
  options?: SandboxOptions
): Row => ({ title, call, status, code, message, ...(options && { options }) })

export const NOBODY = "00000000-0000-0000-0000-000000000000"
