import type { UnresolvedTexts } from "./en"

export const unresolved: UnresolvedTexts = {
  title: "Ordrer som ingen har fundet",
  hint: "Kunden har godkendt, men Klarnas svar på at ordren blev afgivet, gik tabt. Ingen kan betale dem igen, før du har sagt, hvad Klarnas portal viser.",
  badge: "Ikke fundet",
  since: "Søgt siden {{time}}",
  found:
    "Kunden har godkendt, men Klarnas svar på at ordren blev afgivet, gik tabt, og ordren er ikke fundet siden. Find den i Klarnas portal og sig, hvad der står: indtil da kan ingen betale igen.",
  more: "Og {{number}} til, som vises, når disse er klaret.",
  cart: "Kurv",
  order: "Ordre",
  reference: "Merchant reference 2",
  lastError: "Seneste fejl",
  action: "Sig, hvad Klarna viser",
  dialog: {
    title: "Hvad viser Klarnas portal?",
    text: "Søg der efter merchant reference 2, {{reference}}, på {{amount}}.",
    order: "En ordre",
    orderHint: "Den læses hos Klarna og bliver ordren her.",
    none: "Ingen ordre",
    noneHint: "Intet er afgivet. Købet kan betales på ny.",
    id: "Klarnas ordre-id",
    idHint: "Som portalen viser det.",
    idMissing: "Skriv det ordre-id, som portalen viser.",
    submit: "Bekræft",
    cancel: "Tilbage",
    taken: "Ordren er overtaget",
    freed: "Købet kan betales på ny",
    still: "Klarnas session siger, at der er en ordre: se i portalen igen",
  },
  refusal: {
    not_waiting: "Dette køb venter ikke længere på en ordre.",
    still_looking: "Der ledes stadig efter ordren. Kom tilbage en halv time efter, at kunden godkendte.",
    order_of_another_purchase: "Den ordre hører til et andet køb: dens merchant reference 2 er en anden.",
    NO_SUCH_ORDER: "Klarna kender ingen ordre med dette id.",
  },
}
