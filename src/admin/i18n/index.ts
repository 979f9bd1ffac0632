import { da } from "./da"
import { de } from "./de"
import { en } from "./en"
import { fi } from "./fi"
import { nb } from "./nb"
import { sv } from "./sv"

/** By the dashboard's language code; one namespace for everything of ours. */
export default {
  en: { klarna: en },
  sv: { klarna: sv },
  de: { klarna: de },
  nb: { klarna: nb },
  da: { klarna: da },
  fi: { klarna: fi },
}
