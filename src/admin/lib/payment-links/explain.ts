/** `t` of the texts, as far as it is needed here. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** A refusal for people: words in their language, the field it is about, and what to quote to Klarna. */
export type Explained = { text: string; field?: string; correlationId?: string }

const CORRELATION = /\s*\[([^\]]+)\]\s*$/
const FIELD = /^(email|phone|phone_country|access_id): (.*)$/

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
  return { text: code ? t(`links.refusal.${code}`, { defaultValue: said }) : said, correlationId }
}
