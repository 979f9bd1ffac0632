import { desk } from "./desk/fi"
import { examination } from "./examination/fi"
import type { Texts } from "./en"
import { orderEntry } from "./order-entry/fi"
import { paymentLinks } from "./payment-links/fi"
import { subscriptions } from "./subscriptions/fi"
import { reconciliation } from "./reconciliation/fi"
import { unresolved } from "./unresolved/fi"

export const fi: Texts = {
  title: "Klarna",
  subscriptions,
  unresolved,
  playground: "Testi",
  copy: "Kopioi {{what}}",
  correlationId: "Korrelaatiotunnus",
  standing: {
    waiting: "Odottaa maksua",
    placing: "Tilausta tehdään",
    ended: "Ei maksettu",
    reviewed: "Tarkistettavana",
    rejected: "Hylätty",
    authorized: "Varattu",
    partlyCaptured: "Osittain veloitettu",
    captured: "Veloitettu",
    partlyRefunded: "Osittain hyvitetty",
    refunded: "Hyvitetty",
    cancelled: "Peruttu",
    tokenized: "Veloitus hyväksytty",
    expired: "Vanhentunut",
  },
  doNotShip: {
    label: "Älä lähetä",
    not_placed: "Asiakas on hyväksynyt, mutta Klarna ei ole vielä vahvistanut tilausta: älä lähetä",
    fraud_pending: "Klarna tarkistaa vielä tätä maksua: älä lähetä",
    fraud_rejected: "Klarna ei hyväksynyt tätä maksua: älä lähetä",
    fraud_stopped: "Klarna on pysäyttänyt maksun: älä lähetä mitään, mikä on vielä jäljellä",
    authorization_expired: "Klarnan varaus on vanhentunut eikä mitään ole veloitettu: älä lähetä",
    authorization_cancelled: "Klarnan varaus on peruttu eikä mitään ole veloitettu: älä lähetä",
  },
  amounts: {
    toPay: "Maksettava",
    unpaid: "Ei maksettu",
    authorized: "Varattu",
    captured: "Veloitettu",
    refunded: "Hyvitetty",
    remaining: "Veloittamatta",
  },
  method: {
    label: "Maksutapa",
    provider: "Maksupalvelu",
    account: "Klarna-tili",
    bankTransfer: "Tilisiirto",
    invoice: "Lasku",
    businessInvoice: "Yrityslasku",
    card: "Kortti",
    cardLater: "Kortti, myöhemmin",
    cardParts: "Kortti, osamaksu",
    financing: "Rahoitus",
    directDebit: "Suoraveloitus",
    instalments: "Osamaksu",
    parts_one: "{{count}} erä",
    parts_other: "{{count}} erää",
  },
  expiry: {
    label: "Veloita ennen",
    lastDay: "Viimeinen päivä",
    daysLeft_one: "{{count}} päivä jäljellä",
    daysLeft_other: "{{count}} päivää jäljellä",
  },
  ids: {
    reference: "Klarnan viite",
    order: "Klarnan tilaustunnus",
    page: "Maksusivun tunnus",
  },
  operation: {
    kind: {
      acknowledge: "Vahvistus",
      "update-references": "Tilausnumero",
      capture: "Veloitus",
      refund: "Hyvitys",
      cancel: "Peruutus",
      release: "Varauksen vapautus",
      extend: "Jatkoaika",
      update: "Muutos",
      place: "Tilaus",
      "shipping-info": "Seurantanumerot",
      tokenize: "Maksusopimus",
      charge: "Toistuva veloitus",
      "cancel-token": "Maksusopimuksen päättäminen",
    },
    status: {
      intended: "Lähetetään uudelleen",
      sent: "Lähetetään",
      unknown: "Tulos tuntematon",
      refused: "Evätty",
      confirmed: "Vahvistettu",
    },
    unknownHint: "Klarnan vastaus katosi. Tee sama uudelleen: se toteutuu vain kerran.",
  },
  lastError: {
    title: "Viimeisin virhe: {{operation}}",
    open: "Epäonnistui",
    resolved: "Onnistui myöhemmin",
  },
  ledger: {
    label: "Klarnaa ei voitu lukea",
    text: "{{code}}. Summat ovat omista tiedoistamme.",
  },
  read: {
    button: "Lue Klarnasta",
    klarna: "Luettu {{time}}",
    ledger: "Omista tiedoista, {{time}}",
  },
  failed: {
    text: "Klarna-maksua ei voitu näyttää: {{message}}",
    retry: "Yritä uudelleen",
  },
  entry: orderEntry,
  links: paymentLinks,
  desk,
  examination,
  reconciliation,
}
