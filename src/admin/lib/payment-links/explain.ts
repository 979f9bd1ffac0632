/** `t` of the texts, as far as it is needed here. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** A refusal for people: words in their language, the field it is about, and what to quote to Klarna. */
export type Explained = { text: string; field?: string; correlationId?: string }

const CORRELATION = /\s*\[([^\]]+)\]\s*$/
const FIELD = /^(email|phone|phone_country|access_id): (.*)$/
/** Klarna does not know the account, or lets it do nothing: whatever its code, that is for whoever runs the shop. */
const LOCKED_OUT = /^Klarna rejected .+ \((401|403)\)/

/** @param error of our routes; what has no words here keeps Medusa's own */
export function explain(t: Translate, error: Error): Explained {
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined
  const correlation = CORRELATION.exec(error.message)?.[1]
  const correlationId = correlation === "no correlation id" ? undefined : correlation
  const said = error.message.replace(CORRELATION, "")
  const [, field, rule = ""] = FIELD.exec(said) ?? []
  if (code === "contact_invalid" && field) {
    const text = rule.startsWith("is missing") ? t("links.contact.missing") : t(`links.contact.${field}`)
    return { text, field }
  }
  return { text: wordsFor(t, error, code, said), correlationId }
}

function wordsFor(t: Translate, error: Error, code: string | undefined, said: string): string {
  if (error instanceof TypeError) return t("desk.refusal.offline", { defaultValue: said })
  if (isLoggedOut(error)) return `${t("links.failed.loggedOut")}. ${t("links.failed.loggedOutHint")}`
  const locked = LOCKED_OUT.test(said) ? t("links.refusal.locked_out") : undefined
  if (!code) return locked ?? said
  const key = SAID_AS[code] ?? code
  const words = t(`links.refusal.${key}`, { defaultValue: "" })
  if (words) return DETAILED.includes(key) ? `${words} (${said})` : words
  const general = t(`desk.refusal.${code}`, { defaultValue: "" })
  if (locked || general) return locked ?? general
  return OF_KLARNA.test(said) ? `${t("links.refusal.klarna")} (${said})` : said
}

/** Klarna's codes are more than anybody has listed. */
const OF_KLARNA = /^Klarna rejected /

/** What is wrong with an order in ways that staff cannot tell apart, or mend, is one sentence for them. */
export const SAID_AS: Readonly<Record<string, string>> = {
  ...same("not_sold", ["country_not_sold", "currency_not_sold", "currency_unknown"]),
  ...same("subscription_not_by_link", [
    "subscription_not_sold",
    "subscription_invalid",
    "customer_not_logged_in",
    "customer_tokens_off",
    "intent_mismatch",
    "intent_unknown",
  ]),
  ...same("order_unfit", [
    "amount_invalid",
    "amount_malformed",
    "lines_do_not_add_up",
    "limit_exceeded",
    "line_repeated",
    "line_unknown",
    "subject_missing",
    "total_negative",
  ]),
}

function same(key: string, codes: string[]): Record<string, string> {
  return Object.fromEntries(codes.map((code) => [code, key]))
}

/** Which field or line it is stands only in what was said. */
const DETAILED = ["address_missing", "order_unfit"]

/** Medusa's own answer to somebody whose session has ended; it has no words for people. */
const isLoggedOut = (error: Error): boolean => "status" in error && error.status === 401
