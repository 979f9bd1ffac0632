/** What a buyer reads when the shop or Klarna refuses a purchase. */
export type RefusalCode =
  | "cart_changed"
  | "cart_ordered"
  | "out_of_stock"
  | "country_changed"
  | "delivery_changed"
  | "tax_changed"
  | "authorization_over"
  | "declined"
  | "unavailable"

const MESSAGES = {
  en: {
    cart_changed:
      "Your cart has changed since this page was opened. Please go back to the shop and start the payment again.",
    cart_ordered: "This cart has already been ordered. Please look at your order confirmation.",
    out_of_stock: "Something in your cart has just sold out. Please go back to the shop and check your cart.",
    country_changed:
      "The country cannot be changed here. Please go back to the shop and choose the delivery country there.",
    delivery_changed:
      "The chosen delivery does not reach this address. Please go back to the shop and choose another delivery.",
    tax_changed:
      "This address changes the tax on your order. Please go back to the shop and enter the address there.",
    authorization_over: "Your approval at Klarna has expired. Please confirm the payment once more.",
    declined: "Klarna cannot approve this purchase. Please choose another way to pay.",
    unavailable: "The shop cannot confirm your purchase right now. Please try again in a moment.",
  },
  sv: {
    cart_changed:
      "Din varukorg har ändrats sedan sidan öppnades. Gå tillbaka till butiken och starta betalningen igen.",
    cart_ordered: "Den här varukorgen är redan beställd. Se din orderbekräftelse.",
    out_of_stock:
      "Något i din varukorg har precis tagit slut. Gå tillbaka till butiken och kontrollera varukorgen.",
    country_changed: "Landet kan inte ändras här. Gå tillbaka till butiken och välj leveransland där.",
    delivery_changed:
      "Det valda leveranssättet når inte den här adressen. Gå tillbaka till butiken och välj ett annat.",
    tax_changed:
      "Adressen ändrar skatten på din beställning. Gå tillbaka till butiken och ange adressen där.",
    authorization_over: "Ditt godkännande hos Klarna har gått ut. Bekräfta betalningen en gång till.",
    declined: "Klarna kan inte godkänna köpet. Välj ett annat sätt att betala.",
    unavailable: "Butiken kan inte bekräfta ditt köp just nu. Försök igen om en stund.",
  },
  de: {
    cart_changed:
      "Ihr Warenkorb hat sich geändert, seit diese Seite geöffnet wurde. Bitte gehen Sie zurück zum Shop und beginnen Sie die Zahlung erneut.",
    cart_ordered: "Dieser Warenkorb wurde bereits bestellt. Bitte sehen Sie in Ihre Bestellbestätigung.",
    out_of_stock:
      "Ein Artikel in Ihrem Warenkorb ist gerade ausverkauft. Bitte gehen Sie zurück zum Shop und prüfen Sie den Warenkorb.",
    country_changed:
      "Das Land kann hier nicht geändert werden. Bitte gehen Sie zurück zum Shop und wählen Sie dort das Lieferland.",
    delivery_changed:
      "Die gewählte Lieferart erreicht diese Adresse nicht. Bitte gehen Sie zurück zum Shop und wählen Sie eine andere.",
    tax_changed:
      "Diese Adresse ändert die Steuer Ihrer Bestellung. Bitte gehen Sie zurück zum Shop und geben Sie die Adresse dort ein.",
    authorization_over:
      "Ihre Zustimmung bei Klarna ist abgelaufen. Bitte bestätigen Sie die Zahlung noch einmal.",
    declined: "Klarna kann diesen Kauf nicht genehmigen. Bitte wählen Sie eine andere Zahlungsart.",
    unavailable:
      "Der Shop kann Ihren Kauf gerade nicht bestätigen. Bitte versuchen Sie es gleich noch einmal.",
  },
  nb: {
    cart_changed:
      "Handlekurven er endret siden siden ble åpnet. Gå tilbake til butikken og start betalingen på nytt.",
    cart_ordered: "Denne handlekurven er allerede bestilt. Se ordrebekreftelsen din.",
    out_of_stock: "Noe i handlekurven er nettopp utsolgt. Gå tilbake til butikken og se over handlekurven.",
    country_changed: "Landet kan ikke endres her. Gå tilbake til butikken og velg leveringsland der.",
    delivery_changed:
      "Den valgte leveringen når ikke denne adressen. Gå tilbake til butikken og velg en annen.",
    tax_changed: "Adressen endrer avgiften på bestillingen. Gå tilbake til butikken og oppgi adressen der.",
    authorization_over: "Godkjenningen hos Klarna er utløpt. Bekreft betalingen en gang til.",
    declined: "Klarna kan ikke godkjenne kjøpet. Velg en annen måte å betale på.",
    unavailable: "Butikken kan ikke bekrefte kjøpet akkurat nå. Prøv igjen om litt.",
  },
} satisfies Record<string, Record<RefusalCode, string>>

const isTranslated = (language: string): language is keyof typeof MESSAGES =>
  Object.hasOwn(MESSAGES, language)

/** @param locale BCP 47, e.g. "sv-SE"; English where we have no translation */
export function buyerMessage(code: RefusalCode, locale: string | undefined): string {
  const language = locale?.split("-")[0]?.toLowerCase() ?? "en"
  return MESSAGES[isTranslated(language) ? language : "en"][code]
}

/** Whether a code has a sentence of its own. */
export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(MESSAGES.en, code)
