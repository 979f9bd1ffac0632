/** Purchases whose order at Klarna nobody has found. */
export const unresolved = {
  title: "Orders nobody found",
  hint: "The shopper agreed, and Klarna's answer to placing the order was lost. Nobody can pay these again until you say what Klarna's portal shows.",
  badge: "Not found",
  since: "Looked for since {{time}}",
  found:
    "The shopper agreed, but Klarna's answer to placing the order was lost, and the order was not found since. Look for it in Klarna's portal and say what is there: until then nobody can pay this again.",
  more: "And {{number}} more, shown once these are done.",
  cart: "Cart",
  order: "Order",
  reference: "Merchant reference 2",
  lastError: "Last error",
  action: "Say what Klarna shows",
  dialog: {
    title: "What does Klarna's portal show?",
    text: "Search it for merchant reference 2, {{reference}}, over {{amount}}.",
    order: "An order",
    orderHint: "It is read from Klarna and becomes the order here.",
    none: "No order",
    noneHint: "Nothing was placed. The purchase can be paid anew.",
    id: "Klarna's order ID",
    idHint: "As the portal shows it.",
    idMissing: "Enter the order ID that the portal shows.",
    submit: "Confirm",
    cancel: "Back",
    taken: "The order is taken up",
    freed: "The purchase can be paid anew",
    still: "Klarna's session says that there is an order: look in the portal again",
  },
  refusal: {
    not_waiting: "This purchase waits for no order any more.",
    still_looking: "The order is still being looked for. Come back half an hour after the shopper agreed.",
    order_of_another_purchase:
      "This order belongs to another purchase: its merchant reference 2 is a different one.",
    NO_SUCH_ORDER: "Klarna knows no order with this ID.",
  },
}

export type UnresolvedTexts = typeof unresolved
