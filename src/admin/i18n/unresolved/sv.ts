import type { UnresolvedTexts } from "./en"

export const unresolved: UnresolvedTexts = {
  title: "Ordrar som ingen har hittat",
  hint: "Kunden har godkänt, men Klarnas svar på att ordern lades gick förlorat. Ingen kan betala dem igen förrän du har sagt vad Klarnas portal visar.",
  badge: "Inte hittad",
  since: "Eftersökt sedan {{time}}",
  found:
    "Kunden har godkänt, men Klarnas svar på att ordern lades gick förlorat, och ordern har inte hittats sedan dess. Leta efter den i Klarnas portal och säg vad som finns där: tills dess kan ingen betala igen.",
  more: "Och {{number}} till, som visas när dessa är klara.",
  cart: "Varukorg",
  order: "Order",
  reference: "Merchant reference 2",
  lastError: "Senaste fel",
  action: "Säg vad Klarna visar",
  dialog: {
    title: "Vad visar Klarnas portal?",
    text: "Sök där på merchant reference 2, {{reference}}, på {{amount}}.",
    order: "En order",
    orderHint: "Den läses från Klarna och blir ordern här.",
    none: "Ingen order",
    noneHint: "Inget har lagts. Köpet kan betalas på nytt.",
    id: "Klarnas order-ID",
    idHint: "Som portalen visar det.",
    idMissing: "Ange order-ID:t som portalen visar.",
    submit: "Bekräfta",
    cancel: "Tillbaka",
    taken: "Ordern är upptagen",
    freed: "Köpet kan betalas på nytt",
    still: "Klarnas session säger att det finns en order: titta i portalen igen",
  },
  refusal: {
    not_waiting: "Köpet väntar inte längre på någon order.",
    still_looking: "Ordern eftersöks fortfarande. Kom tillbaka en halvtimme efter att kunden godkände.",
    order_of_another_purchase: "Den ordern hör till ett annat köp: dess merchant reference 2 är en annan.",
    NO_SUCH_ORDER: "Klarna känner inte till någon order med detta ID.",
  },
}
