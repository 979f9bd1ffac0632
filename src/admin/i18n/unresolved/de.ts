import type { UnresolvedTexts } from "./en"

export const unresolved: UnresolvedTexts = {
  title: "Bestellungen, die niemand gefunden hat",
  hint: "Der Käufer hat zugestimmt, aber Klarnas Antwort auf das Aufgeben der Bestellung ging verloren. Niemand kann sie noch einmal bezahlen, bis Sie sagen, was Klarnas Portal zeigt.",
  badge: "Nicht gefunden",
  since: "Gesucht seit {{time}}",
  found:
    "Der Käufer hat zugestimmt, aber Klarnas Antwort auf das Aufgeben der Bestellung ging verloren, und gefunden wurde sie seitdem nicht. Suchen Sie sie in Klarnas Portal und sagen Sie, was dort steht: Bis dahin kann niemand noch einmal bezahlen.",
  more: "Und {{number}} weitere, die danach gezeigt werden.",
  cart: "Warenkorb",
  order: "Bestellung",
  reference: "Merchant reference 2",
  lastError: "Letzter Fehler",
  action: "Sagen, was Klarna zeigt",
  dialog: {
    title: "Was zeigt Klarnas Portal?",
    text: "Suchen Sie dort nach merchant reference 2, {{reference}}, über {{amount}}.",
    order: "Eine Bestellung",
    orderHint: "Sie wird bei Klarna gelesen und wird die Bestellung hier.",
    none: "Keine Bestellung",
    noneHint: "Es wurde nichts aufgegeben. Der Kauf kann neu bezahlt werden.",
    id: "Klarnas Bestell-ID",
    idHint: "So, wie das Portal sie zeigt.",
    idMissing: "Geben Sie die Bestell-ID ein, die das Portal zeigt.",
    submit: "Bestätigen",
    cancel: "Zurück",
    taken: "Die Bestellung ist übernommen",
    freed: "Der Kauf kann neu bezahlt werden",
    still: "Klarnas Sitzung sagt, dass es eine Bestellung gibt: Sehen Sie noch einmal im Portal nach",
  },
  refusal: {
    not_waiting: "Dieser Kauf wartet auf keine Bestellung mehr.",
    still_looking:
      "Die Bestellung wird noch gesucht. Kommen Sie eine halbe Stunde nach der Zustimmung des Käufers wieder.",
    order_of_another_purchase:
      "Diese Bestellung gehört zu einem anderen Kauf: Ihre merchant reference 2 ist eine andere.",
    NO_SUCH_ORDER: "Klarna kennt keine Bestellung mit dieser ID.",
  },
}
