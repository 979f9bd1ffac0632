import type { Translate } from "../desk/explain-refusal"

/** Codes that have a sentence under `unresolved.refusal` of the texts. */
const REFUSALS = ["not_waiting", "still_looking", "order_of_another_purchase", "NO_SUCH_ORDER"]

/** Why what staff said was not taken up; one without words of ours keeps Medusa's. */
export function explainResolving(t: Translate, error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? error.code : ""
  return REFUSALS.includes(code) ? t(`unresolved.refusal.${code}`) : error.message
}
