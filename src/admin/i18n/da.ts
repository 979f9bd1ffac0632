import { desk } from "./desk/da"
import { examination } from "./examination/da"
import type { Texts } from "./en"
import { orderEntry } from "./order-entry/da"
import { paymentLinks } from "./payment-links/da"
import { subscriptions } from "./subscriptions/da"
import { reconciliation } from "./reconciliation/da"
import { unresolved } from "./unresolved/da"

export const da: Texts = {
  title: "Klarna",
  subscriptions,
  unresolved,
  playground: "Test",
  copy: "Kopiér {{what}}",
  correlationId: "Korrelations-id",
  standing: {
    waiting: "Afventer betaling",
    placing: "Afgives hos Klarna",
    ended: "Ikke betalt",
    reviewed: "Under vurdering",
    rejected: "Afvist",
    authorized: "Reserveret",
    partlyCaptured: "Delvist hævet",
    captured: "Hævet",
    partlyRefunded: "Delvist refunderet",
    refunded: "Refunderet",
    cancelled: "Annulleret",
    tokenized: "Godkendt til opkrævning",
    expired: "Udløbet",
  },
  doNotShip: {
    label: "Send ikke noget",
    not_placed: "Kunden har godkendt, men Klarna har ikke bekræftet ordren endnu: send ikke noget",
    fraud_pending: "Klarna vurderer stadig betalingen: send ikke noget",
    fraud_rejected: "Klarna accepterede ikke betalingen: send ikke noget",
    fraud_stopped: "Klarna har stoppet betalingen: send ikke det, der er tilbage",
    authorization_expired: "Reservationen hos Klarna er udløbet, og intet er hævet: send ikke noget",
    authorization_cancelled: "Reservationen hos Klarna er annulleret, og intet er hævet: send ikke noget",
  },
  amounts: {
    toPay: "At betale",
    unpaid: "Ikke betalt",
    authorized: "Reserveret",
    captured: "Hævet",
    refunded: "Refunderet",
    remaining: "Mangler at blive hævet",
  },
  method: {
    label: "Betalingsmåde",
    provider: "Betalingsudbyder",
    account: "Klarna-konto",
    bankTransfer: "Bankoverførsel",
    invoice: "Faktura",
    businessInvoice: "Erhvervsfaktura",
    card: "Kort",
    cardLater: "Kort, senere",
    cardParts: "Kort, i rater",
    financing: "Finansiering",
    directDebit: "Direkte debitering",
    instalments: "Ratebetaling",
    parts_one: "{{count}} rate",
    parts_other: "{{count}} rater",
  },
  expiry: {
    label: "Hæv inden",
    lastDay: "Sidste dag",
    daysLeft_one: "{{count}} dag tilbage",
    daysLeft_other: "{{count}} dage tilbage",
  },
  ids: {
    reference: "Klarnas reference",
    order: "Klarnas ordre-id",
    page: "Betalingssidens id",
  },
  operation: {
    kind: {
      acknowledge: "Bekræftelse",
      "update-references": "Ordrenummer",
      capture: "Hævning",
      refund: "Refundering",
      cancel: "Annullering",
      release: "Frigivelse",
      extend: "Forlængelse",
      update: "Opdatering",
      place: "Bestilling",
      "shipping-info": "Sporingsnumre",
      tokenize: "Betalingsaftale",
      charge: "Træk",
      "cancel-token": "Aftalen afsluttet",
    },
    status: {
      intended: "Sendes igen",
      sent: "Sendes",
      unknown: "Ukendt udfald",
      refused: "Afslået",
      confirmed: "Bekræftet",
    },
    unknownHint: "Klarnas svar gik tabt. Gør det samme igen: det sker kun én gang.",
  },
  lastError: {
    title: "Seneste fejl: {{operation}}",
    open: "Mislykkedes",
    resolved: "Lykkedes senere",
  },
  ledger: {
    label: "Klarna kunne ikke læses",
    text: "{{code}}. Beløbene kommer fra vores egne data.",
  },
  read: {
    button: "Læs fra Klarna",
    klarna: "Læst {{time}}",
    ledger: "Fra vores data, {{time}}",
  },
  failed: {
    text: "Klarna-betalingen kunne ikke vises: {{message}}",
    retry: "Prøv igen",
  },
  entry: orderEntry,
  links: paymentLinks,
  desk,
  examination,
  reconciliation,
}
