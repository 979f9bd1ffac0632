import { da } from "./da"
import { de } from "./de"
import { en, type Messages } from "./en"
import { fi } from "./fi"
import { nb } from "./nb"
import { sv } from "./sv"

export type { Messages } from "./en"

/** By the language of a locale; Norwegian goes by three codes. */
export const languages: Record<string, Messages> = { en, sv, de, nb, no: nb, nn: nb, da, fi }

/** @param locale as `sv-SE`; English where there is no translation */
export const messagesFor = (locale: string): Messages =>
  languages[locale.split(/[-_]/)[0]?.toLowerCase() ?? ""] ?? en
