/**
 * One merchant account, as the clients need it. Credentials belong to one provider, environment and region.
 */
export type KlarnaAccountConfig = {
  readonly id: string
  /** Who runs the API. Kustom hosts Klarna Checkout and what belongs to it. */
  readonly provider: "kustom" | "klarna"
  readonly environment: "playground" | "live"
  readonly region: "eu" | "na" | "oc"
  /** Optional at both providers; if sent it must be the one that belongs to the key. */
  readonly username?: string
  /** API key or password. */
  readonly apiKey: string
  /** Scheme and host, without a trailing slash. */
  readonly baseUrl: string
  /** The longest that one request may take, in milliseconds. */
  readonly timeoutMs: number
  /** Requests per second that this process may send; divide Klarna's limits by the number of processes. */
  readonly rateLimits?: Partial<RateLimits>
}

/** Requests per second, whole numbers from 1. */
export type RateLimits = {
  /** Creating sessions of the Hosted Payment Page. */
  readonly hppCreate: number
  /** Creating sessions of Klarna Payments. */
  readonly sessionCreate: number
  /** Everything else together. */
  readonly other: number
}
