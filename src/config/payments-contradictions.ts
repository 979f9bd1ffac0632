type Choices = {
  presentation?: "hosted_page" | "widget"
  placeOrderMode?: "NONE" | "PLACE_ORDER" | "CAPTURE_ORDER"
  autoCapture?: boolean
  paymentMethodCategories?: string[]
}

export type Contradiction = { path: (string | number)[]; message: string }

/** Choices about Klarna Payments that would be passed over in silence, because what they are for does not happen. */
export function paymentsContradictions({ rules, ...everywhere }: Choices & { rules: Choices[] }) {
  const places = rules.map((rule) => ({ ...everywhere, ...defined(rule) }))
  const problems: Contradiction[] = []
  const note = (path: (string | number)[], message: string) => problems.push({ path, message })

  if (everywhere.autoCapture && ![everywhere, ...places].some(placesOrders))
    note(["autoCapture"], AUTO_CAPTURE)
  if (everywhere.paymentMethodCategories && [everywhere, ...places].every(isWidget))
    note(["paymentMethodCategories"], CATEGORIES)
  rules.forEach((rule, index) => {
    const place = places[index] as Choices
    if (rule.autoCapture && !placesOrders(place)) note(["rules", index, "autoCapture"], AUTO_CAPTURE)
    if (!isWidget(place)) return
    if (rule.placeOrderMode) note(["rules", index, "placeOrderMode"], MODE)
    if (rule.paymentMethodCategories) note(["rules", index, "paymentMethodCategories"], CATEGORIES)
  })
  return problems
}

const isWidget = ({ presentation }: Choices) => presentation === "widget"

/** The order is ours to place, in the widget or after the page. */
const placesOrders = (choices: Choices) => isWidget(choices) || choices.placeOrderMode === "NONE"

const AUTO_CAPTURE =
  'is for orders that we place: in the widget, or with placeOrderMode "NONE". Where the page places the order, use "CAPTURE_ORDER"'
const CATEGORIES = "is for the hosted page; in the widget the shop's page chooses among what Klarna offers"
const MODE = "is for the hosted page; in the widget the order is always ours to place"

const defined = (choices: Choices): Choices =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined))
