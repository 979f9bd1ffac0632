import type { Texts } from "./en"

export const fi: Texts = {
  title: "Klarna",
  playground: "Testi",
  copy: "Kopioi {{what}}",
  correlationId: "Korrelaatiotunnus",
  standing: {
    waiting: "Odottaa maksua",
    ended: "Ei maksettu",
    reviewed: "Tarkistettavana",
    rejected: "Hylätty",
    authorized: "Varattu",
    partlyCaptured: "Osittain veloitettu",
    captured: "Veloitettu",
    partlyRefunded: "Osittain hyvitetty",
    refunded: "Hyvitetty",
    cancelled: "Peruttu",
    expired: "Vanhentunut",
  },
  amounts: {
    toPay: "Maksettava",
    authorized: "Varattu",
    captured: "Veloitettu",
    refunded: "Hyvitetty",
    remaining: "Veloittamatta",
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
}
