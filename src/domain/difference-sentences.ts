import type { DifferenceKind, Remedy } from "./difference"

/** What differs, for readers of the API; `klarna` and `medusa` are amounts with their currency. */
export function differenceSentence(kind: DifferenceKind, klarna: string, medusa: string): string {
  switch (kind) {
    case "money_without_order":
      return `Klarna holds ${klarna} that no order in Medusa counts`
    case "canceled_order_holds_money":
      return `The order is cancelled in Medusa, and Klarna still holds ${klarna} of it`
    case "order_without_money":
      return `Medusa counts on ${medusa}, and Klarna holds nothing any more`
    case "capture_missing_in_medusa":
      return `Klarna has captured ${klarna}, Medusa's books say ${medusa}`
    case "capture_missing_at_klarna":
      return `Medusa's books say that ${medusa} was captured, Klarna says ${klarna}`
    case "refund_missing_in_medusa":
      return `Klarna has refunded ${klarna}, Medusa's books say ${medusa}`
    case "refund_missing_at_klarna":
      return `Medusa's books say that ${medusa} was refunded, Klarna says ${klarna}`
    case "captures_differ":
      return `Each side has captures that the other one has not: Klarna ${klarna}, Medusa ${medusa}`
    case "refunds_differ":
      return `Each side has refunds that the other one has not: Klarna ${klarna}, Medusa ${medusa}`
    case "amounts_differ":
      return `Klarna's order is ${klarna}, Medusa's payment ${medusa}`
    case "currency_differs":
      return "Klarna's order and Medusa's payment have different currencies"
    case "not_at_klarna":
      return `Klarna does not know the order; Medusa counts on ${medusa}`
    case "unknown_status":
      return "Klarna says something about the order that is not known here"
    case "unreadable":
      return "Klarna could not be asked about the order for a day"
  }
}

/** What mending will do. */
export function remedySentence(remedy: Remedy | null, amount: string): string {
  switch (remedy) {
    case "complete_order":
      return `Complete the order in Medusa with the ${amount} that Klarna holds`
    case "cancel_at_klarna":
      return `Cancel Klarna's order: the shopper gets the authorization of ${amount} back`
    case "refund_at_klarna":
      return `Refund at Klarna what was captured and release the rest: ${amount} in all`
    case "end_payment":
      return `End Medusa's payment of ${amount}; the order stays, unpaid`
    case "record_capture":
      return `Record a capture of ${amount} in Medusa; Klarna is not asked for more`
    case "record_refund":
      return `Record a refund of ${amount} in Medusa; Klarna is not asked for more`
    case "send_capture":
      return `Capture ${amount} at Klarna`
    case "send_refund":
      return `Refund ${amount} at Klarna`
    case null:
      return "Nothing: somebody has to look at it"
  }
}
