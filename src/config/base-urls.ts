const KLARNA_HOSTS = { eu: "api", na: "api-na", oc: "api-oc" } as const

/**
 * The API host of an account. Klarna has one per region and environment, Kustom one per environment.
 *
 * @see https://docs.klarna.com/api/api-urls, https://docs.kustom.co/contents/api/api-basics/authentication
 */
export function resolveBaseUrl(account: {
  provider: "kustom" | "klarna"
  environment: "playground" | "live"
  region?: "eu" | "na" | "oc"
}): string {
  const playground = account.environment === "playground" ? ".playground" : ""
  return account.provider === "kustom"
    ? `https://api${playground}.kustom.co`
    : `https://${KLARNA_HOSTS[account.region ?? "eu"]}${playground}.klarna.com`
}
