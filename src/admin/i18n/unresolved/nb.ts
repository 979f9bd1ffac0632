import type { UnresolvedTexts } from "./en"

export const unresolved: UnresolvedTexts = {
  title: "Ordrer som ingen har funnet",
  hint: "Kunden har godkjent, men Klarnas svar på at ordren ble lagt inn, gikk tapt. Ingen kan betale dem på nytt før du har sagt hva Klarnas portal viser.",
  badge: "Ikke funnet",
  since: "Lett etter siden {{time}}",
  found:
    "Kunden har godkjent, men Klarnas svar på at ordren ble lagt inn, gikk tapt, og ordren er ikke funnet siden. Let etter den i Klarnas portal og si hva som står der: inntil da kan ingen betale på nytt.",
  more: "Og {{number}} til, som vises når disse er ferdige.",
  cart: "Handlekurv",
  order: "Ordre",
  reference: "Merchant reference 2",
  lastError: "Siste feil",
  action: "Si hva Klarna viser",
  dialog: {
    title: "Hva viser Klarnas portal?",
    text: "Søk der etter merchant reference 2, {{reference}}, på {{amount}}.",
    order: "En ordre",
    orderHint: "Den leses fra Klarna og blir ordren her.",
    none: "Ingen ordre",
    noneHint: "Ingenting er lagt inn. Kjøpet kan betales på nytt.",
    id: "Klarnas ordre-ID",
    idHint: "Slik portalen viser den.",
    idMissing: "Skriv inn ordre-ID-en som portalen viser.",
    submit: "Bekreft",
    cancel: "Tilbake",
    taken: "Ordren er tatt inn",
    freed: "Kjøpet kan betales på nytt",
    still: "Klarnas økt sier at det finnes en ordre: se i portalen igjen",
  },
  refusal: {
    not_waiting: "Dette kjøpet venter ikke på noen ordre lenger.",
    still_looking: "Ordren blir fortsatt lett etter. Kom tilbake en halvtime etter at kunden godkjente.",
    order_of_another_purchase: "Den ordren hører til et annet kjøp: dens merchant reference 2 er en annen.",
    NO_SUCH_ORDER: "Klarna kjenner ingen ordre med denne ID-en.",
  },
}
