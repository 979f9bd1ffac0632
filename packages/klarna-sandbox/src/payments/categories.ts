import type { World } from "../world"

const SEVERAL = ["pay_later", "pay_over_time", "pay_now"]
const ONE = ["klarna"]

/** What a new session offers. */
export const offeredCategories = ({ settings }: World): string[] =>
  settings.kp_categories === "klarna" ? ONE : SEVERAL

type Names = Readonly<Record<string, string>>

const ENGLISH: Names = {
  klarna: "Klarna",
  pay_later: "Pay later",
  pay_over_time: "Pay over time",
  pay_now: "Pay now",
}

const NAMES: Readonly<Record<string, Names>> = {
  sv: { pay_later: "Betala senare", pay_over_time: "Dela upp betalningen", pay_now: "Betala nu" },
  de: { pay_later: "Später bezahlen", pay_over_time: "In Raten bezahlen", pay_now: "Sofort bezahlen" },
  nb: { pay_later: "Betal senere", pay_over_time: "Del opp betalingen", pay_now: "Betal nå" },
  da: { pay_later: "Betal senere", pay_over_time: "Del betalingen op", pay_now: "Betal nu" },
  fi: { pay_later: "Maksa myöhemmin", pay_over_time: "Maksa erissä", pay_now: "Maksa heti" },
}

/** The categories as sessions show them, named in the language of the locale. */
export function toCategories({ url }: World, identifiers: readonly string[], locale: string) {
  const names = NAMES[locale.slice(0, 2).toLowerCase()]
  return identifiers.map((identifier) => {
    const badge = `${url}/kp/badges/${identifier}.svg`
    return {
      identifier,
      name: names?.[identifier] ?? ENGLISH[identifier] ?? identifier,
      asset_urls: { descriptive: badge, standard: badge },
    }
  })
}

type Method = { type: string; number_of_installments?: number; number_of_days?: number }

/** How a purchase in this category is paid, in the words of `authorized_payment_method`. */
export function paymentMethodOf(category: string): Method {
  switch (category) {
    case "pay_over_time":
      return { type: "fixed_amount", number_of_installments: 3 }
    case "pay_now":
      return { type: "card" }
    case "direct_debit":
    case "direct_bank_transfer":
      return { type: category }
    default:
      return { type: "invoice", number_of_days: 30 }
  }
}
