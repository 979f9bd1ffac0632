import type { Decision } from "../decision"
import { settle } from "../settle"
import type { MedusaHolds, PaymentSays, PlacesOrder, PurchaseStored } from "../settle-readings"

const PAYMENTS: PaymentSays[] = [
  "new",
  "incomplete",
  "authorized",
  "placing",
  "complete",
  "pending",
  "rejected",
  "gone",
  "aborted",
  "unknown",
]
const FLAGS = [false, true]

const quiet: PurchaseStored = {
  closed: false,
  successorAwaited: false,
  abandoned: false,
  pageCancelled: false,
  givingBack: false,
  completionFailing: false,
  placingLong: false,
}

/** An open cart with our session on it, equal to Klarna's order. */
const openCart: MedusaHolds = {
  subject: "cart",
  found: true,
  equal: true,
  order: "none",
  draft: false,
  orderIsFresh: false,
  payment: "none",
  awaiting: false,
  session: "held",
}

type Case = { payment: PaymentSays; stored: PurchaseStored; medusa: MedusaHolds; decision: Decision }

const decide = (payment: PaymentSays, medusa: Partial<MedusaHolds>, stored: Partial<PurchaseStored> = {}) =>
  settle(payment, { ...quiet, ...stored }, { ...openCart, ...medusa })

describe("what follows from a payment", () => {
  const order = { order: "open" } as const
  const placed = { ...order, subject: "order" } as const
  const link: PlacesOrder = {
    beingMade: false,
    told: true,
    ending: undefined,
    order: { paidOrFulfilled: false, otherLinkOpen: false },
  }

  it.each<[string, Decision, PaymentSays, Partial<MedusaHolds>, Partial<PurchaseStored>?]>([
    ["paid, cart open, equal", { act: "complete_cart", recreateSession: false }, "complete", {}],
    ["paid, unequal", { act: "give_back", reason: "amounts_differ" }, "complete", { equal: false }],
    [
      "paid, killed between the order's link and the authorization",
      { act: "authorize_session", recreateSession: false, tellPlaced: true },
      "complete",
      order,
    ],
    [
      "paid, and the order was paid with another method",
      { act: "give_back", reason: "other_payment" },
      "complete",
      { ...order, payment: "other" },
    ],
    [
      "paid, and the cart has another method's payment but no order yet",
      { act: "give_back", reason: "other_payment" },
      "complete",
      { payment: "other" },
    ],
    [
      "paid, and the order was cancelled meanwhile",
      { act: "give_back", reason: "order_canceled" },
      "complete",
      { order: "canceled" },
    ],
    [
      "paid, our session gone, equal",
      { act: "complete_cart", recreateSession: true },
      "complete",
      { session: "gone" },
    ],
    [
      "paid, our session gone, unequal",
      { act: "give_back", reason: "amounts_differ" },
      "complete",
      { session: "gone", equal: false },
    ],
    [
      "paid, only a stray session of another method",
      { act: "complete_cart", recreateSession: true },
      "complete",
      { session: "other" },
    ],
    [
      "paid over a link of an order",
      { act: "authorize_session", recreateSession: false, tellPlaced: false },
      "complete",
      { ...order, subject: "order" },
    ],
    [
      "paid over a link of a draft order",
      { act: "convert_draft" },
      "complete",
      { ...order, subject: "order", draft: true },
    ],
    [
      "not paid, link of a draft order",
      { act: "wait" },
      "incomplete",
      { ...order, subject: "order", draft: true },
    ],
    [
      "paid, and the draft order says something else now",
      { act: "give_back", reason: "amounts_differ" },
      "complete",
      { ...order, subject: "order", draft: true, equal: false },
    ],
    ["paid and in the books", { act: "settled" }, "complete", { ...order, payment: "ours" }],
    [
      "paid, in the books, but the order was rolled back and the session is left",
      { act: "complete_cart", recreateSession: false },
      "complete",
      { payment: "ours" },
    ],
    [
      "paid, in the books, and neither order nor session is left",
      { act: "give_back", reason: "completion_failed" },
      "complete",
      { payment: "ours", session: "gone" },
    ],
    [
      "paid, and Medusa may be completing the cart this moment",
      { act: "wait" },
      "complete",
      { ...order, orderIsFresh: true },
    ],
    [
      "paid and captured, and the order was cancelled: what is left goes back",
      { act: "give_back", reason: "order_canceled" },
      "complete",
      { order: "canceled", payment: "ours" },
    ],
    [
      "edited, then cancelled: the successor never comes",
      { act: "give_back", reason: "order_canceled" },
      "complete",
      { order: "canceled", payment: "ours_canceled" },
      { successorAwaited: true },
    ],
    [
      "its money on the way back, and the cart equal again",
      { act: "give_back", reason: "replaced" },
      "complete",
      {},
      { givingBack: true },
    ],
    [
      "paid, Medusa's payment voided by staff or a failed completion",
      { act: "give_back", reason: "payment_canceled" },
      "complete",
      { ...order, payment: "ours_canceled" },
    ],
    [
      "paid, Medusa's payment voided by an order edit whose successor is to come",
      { act: "wait" },
      "complete",
      { ...order, payment: "ours_canceled" },
      { successorAwaited: true },
    ],
    [
      "accepted after the order was changed: the change follows",
      { act: "follow_change" },
      "complete",
      { ...order, awaiting: true, equal: false },
      { successorAwaited: true },
    ],
    [
      "accepted after the order was changed, its session replaced by Medusa",
      { act: "follow_change" },
      "complete",
      { ...placed, session: "gone" },
      { successorAwaited: true },
    ],
    [
      "still in doubt, and the order was changed",
      { act: "await_decision" },
      "pending",
      { ...order, awaiting: true, equal: false },
      { successorAwaited: true },
    ],
    [
      "refused after the order was changed",
      { act: "cancel_order" },
      "rejected",
      { ...order, awaiting: true, equal: false },
      { successorAwaited: true },
    ],
    [
      "paid although a newer Klarna order took its place",
      { act: "give_back", reason: "replaced" },
      "complete",
      {},
      { closed: true },
    ],
    ["paid, cart deleted", { act: "give_back", reason: "cart_gone" }, "complete", { found: false }],
    [
      "paid, Medusa refuses the cart for too long",
      { act: "give_back", reason: "completion_failed" },
      "complete",
      {},
      { completionFailing: true },
    ],
    [
      "paid after the superseded session's time was over",
      { act: "complete_cart", recreateSession: true },
      "complete",
      { session: "gone" },
      { abandoned: true },
    ],
    ["not paid, the buyer may be at the page", { act: "wait" }, "incomplete", {}],
    ["not known to Klarna yet", { act: "wait" }, "new", {}],
    ["not paid, session dropped a moment ago", { act: "wait" }, "incomplete", { session: "gone" }],
    [
      "not paid, session dropped long ago",
      { act: "end", reason: "abandoned" },
      "incomplete",
      { session: "gone" },
      { abandoned: true },
    ],
    ["not paid, held again meanwhile", { act: "wait" }, "incomplete", {}, { abandoned: true }],
    [
      "not paid, cancelled on the page",
      { act: "end", reason: "cancelled" },
      "incomplete",
      {},
      { pageCancelled: true },
    ],
    [
      "not paid, ordered with another method",
      { act: "end", reason: "other_payment" },
      "incomplete",
      { ...order, payment: "other" },
    ],
    [
      "not paid, another method chosen",
      { act: "end", reason: "other_session" },
      "incomplete",
      { session: "other" },
    ],
    [
      "not paid, order cancelled",
      { act: "end", reason: "order_canceled" },
      "incomplete",
      { order: "canceled" },
    ],
    ["not paid, cart deleted", { act: "end", reason: "cart_gone" }, "incomplete", { found: false }],
    ["not paid and replaced", { act: "end", reason: "replaced" }, "incomplete", {}, { closed: true }],
    ["authorized, cart open, equal", { act: "place_order" }, "authorized", {}],
    [
      "authorized for what the cart no longer says",
      { act: "drop_authorization", reason: "amounts_differ" },
      "authorized",
      { equal: false },
    ],
    [
      "authorized, and ordered with another method",
      { act: "end", reason: "other_payment" },
      "authorized",
      { ...order, payment: "other" },
    ],
    [
      "authorized, and the order was cancelled",
      { act: "end", reason: "order_canceled" },
      "authorized",
      { order: "canceled" },
    ],
    ["authorized although replaced", { act: "end", reason: "replaced" }, "authorized", {}, { closed: true }],
    [
      "authorized while Medusa tries the cart",
      { act: "wait" },
      "authorized",
      { ...order, orderIsFresh: true },
    ],
    [
      "authorized over a link of an order",
      { act: "place_order" },
      "authorized",
      { ...order, subject: "order", orderIsFresh: true },
    ],
    ["placed, nobody knows as what", { act: "wait" }, "placing", {}],
    [
      "placed, nobody has known as what for long",
      { act: "alarm", reason: "order_not_found" },
      "placing",
      {},
      { placingLong: true },
    ],
    [
      "placed and in doubt: the cart is completed",
      { act: "complete_cart", recreateSession: false },
      "pending",
      {},
    ],
    [
      "placed and in doubt, unequal",
      { act: "give_back", reason: "amounts_differ" },
      "pending",
      { equal: false },
    ],
    ["ordered and in doubt", { act: "await_decision" }, "pending", { ...order, awaiting: true }],
    [
      "ordered and in doubt, killed before the payment was noted as pending",
      { act: "authorize_session", recreateSession: false, tellPlaced: true },
      "pending",
      order,
    ],
    [
      "in doubt, and staff cancelled the order",
      { act: "give_back", reason: "order_canceled" },
      "pending",
      { order: "canceled", awaiting: true },
    ],
    [
      "accepted after the doubt",
      { act: "authorize_session", recreateSession: false, tellPlaced: false },
      "complete",
      { ...order, awaiting: true, orderIsFresh: true },
    ],
    [
      "accepted too late: staff cancelled the order",
      { act: "give_back", reason: "order_canceled" },
      "complete",
      { order: "canceled", awaiting: true },
    ],
    ["refused after the doubt", { act: "cancel_order" }, "rejected", { ...order, awaiting: true }],
    [
      "refused, the order cancelled already",
      { act: "close", reason: "rejected" },
      "rejected",
      { order: "canceled" },
    ],
    ["refused before there was an order", { act: "close", reason: "rejected" }, "rejected", {}],
    [
      "refused, the order paid otherwise",
      { act: "close", reason: "rejected" },
      "rejected",
      { ...order, payment: "other" },
    ],
    [
      "refused although the order is paid with it",
      { act: "alarm", reason: "payment_lost" },
      "rejected",
      { ...order, payment: "ours" },
    ],
    ["forgotten by Klarna unpaid", { act: "close", reason: "expired" }, "gone", {}],
    ["forgotten by Checkout after the payment", { act: "settled" }, "gone", { ...order, payment: "ours" }],
    ["aborted", { act: "close", reason: "aborted" }, "aborted", {}],
    ["a status that nobody knows", { act: "alarm", reason: "unknown_status" }, "unknown", {}],
    [
      "a link that places its order at once, being made this moment",
      { act: "wait" },
      "new",
      { ...placed, draft: true, session: "gone" },
      { placesOrder: { ...link, beingMade: true, told: false } },
    ],
    [
      "a link that was to place its order, killed before it did",
      { act: "end", reason: "abandoned" },
      "new",
      { ...placed, draft: true, session: "gone" },
      { placesOrder: { ...link, told: false } },
    ],
    [
      "a link that placed its order, killed before its session was made",
      { act: "stand_on_link", recreateSession: true, tellPlaced: true },
      "new",
      { ...placed, session: "gone" },
      { placesOrder: { ...link, told: false } },
    ],
    [
      "an order that its link placed and does not wait for it any more",
      { act: "stand_on_link", recreateSession: false, tellPlaced: false },
      "incomplete",
      placed,
      { placesOrder: link },
    ],
    [
      "an order that waits for the link that placed it",
      { act: "wait" },
      "incomplete",
      { ...placed, awaiting: true },
      { placesOrder: link },
    ],
    [
      "paid before anybody was told that the order is placed",
      { act: "authorize_session", recreateSession: false, tellPlaced: true },
      "complete",
      { ...placed, awaiting: true },
      { placesOrder: { ...link, told: false } },
    ],
    [
      "the buyer cancelled the link that placed the order",
      { act: "end", reason: "cancelled" },
      "incomplete",
      { ...placed, awaiting: true },
      { placesOrder: link, pageCancelled: true },
    ],
    ...(["cancelled", "disabled", "expired"] as const).map(
      (ending): [string, Decision, PaymentSays, Partial<MedusaHolds>, Partial<PurchaseStored>] => [
        `the link that placed the order is ${ending}`,
        { act: "end_order" },
        ending === "expired" ? "gone" : "aborted",
        { ...placed, awaiting: true },
        { closed: true, placesOrder: { ...link, ending } },
      ]
    ),
    [
      "the link that placed the order was disabled, and its session at Klarna lapses",
      { act: "end_order" },
      "incomplete",
      placed,
      { closed: true, placesOrder: { ...link, ending: "disabled" } },
    ],
    [
      "the link that placed the order was replaced",
      { act: "close", reason: "aborted" },
      "aborted",
      { ...placed, awaiting: true },
      { closed: true, placesOrder: { ...link, ending: "replaced" } },
    ],
    [
      "the link that placed the order ended, and the order is paid otherwise",
      { act: "close", reason: "aborted" },
      "aborted",
      placed,
      {
        closed: true,
        placesOrder: { ...link, ending: "disabled", order: { ...link.order, paidOrFulfilled: true } },
      },
    ],
    [
      "the link that placed the order ended, and another is open",
      { act: "close", reason: "aborted" },
      "aborted",
      placed,
      {
        closed: true,
        placesOrder: { ...link, ending: "cancelled", order: { ...link.order, otherLinkOpen: true } },
      },
    ],
    [
      "paid at the moment the link was disabled that had placed the order, which is cancelled by now",
      { act: "give_back", reason: "order_canceled" },
      "complete",
      { ...placed, order: "canceled" },
      { closed: true, placesOrder: { ...link, ending: "disabled" } },
    ],
  ])("%s -> %j", (_, decision, payment, medusa, ...[stored]) => {
    expect(decide(payment, medusa, stored)).toEqual(decision)
  })
})

describe("every combination of what was stored, what Klarna says and what Medusa holds", () => {
  const cases = [...everything()]
  const paid = cases.filter(({ payment }) => payment === "complete")
  const unpaid = cases.filter(({ payment }) => payment === "new" || payment === "incomplete")

  /** The first few that break a rule, so that a failure can be read. */
  const breaking = (from: Case[], rule: (one: Case) => boolean) =>
    from.filter((one) => !rule(one)).slice(0, 3)

  it("was tried", () => {
    expect(cases).toHaveLength(10 * 2 ** 7 * 2 * 2 * 2 * 3 * 2 * 4 * 3 * 2 * 2)
  })

  it("makes an order only of a paid, equal, unreplaced purchase that nothing else has paid for", () => {
    expect(
      breaking(
        cases,
        ({ payment, stored, medusa, decision }) =>
          !places(decision) ||
          ((payment === "complete" || payment === "pending") &&
            medusa.found &&
            medusa.equal &&
            medusa.order !== "canceled" &&
            (medusa.payment === "none" || isLeftOver(medusa)) &&
            !stored.closed &&
            !stored.givingBack &&
            !stored.completionFailing)
      )
    ).toEqual([])
  })

  it("never keeps money without an order: a payment is settled, placed, given back or watched for a reason", () => {
    expect(
      breaking(
        paid,
        ({ stored, medusa, decision }) =>
          decision.act === "settled" ||
          decision.act === "follow_change" ||
          places(decision) ||
          givesBack(decision) ||
          (decision.act === "wait" &&
            ((medusa.order === "open" && medusa.orderIsFresh) ||
              (medusa.payment === "ours_canceled" && stored.successorAwaited)))
      )
    ).toEqual([])
  })

  it("never gives back what is not paid, nor what an open order is paid with", () => {
    expect(
      breaking(
        cases,
        ({ payment, medusa, decision }) =>
          !givesBack(decision) ||
          ((payment === "complete" || payment === "pending") &&
            !(medusa.payment === "ours" && medusa.order === "open"))
      )
    ).toEqual([])
  })

  it("takes a payment for settled only when an order has it in its books", () => {
    expect(
      breaking(
        paid,
        ({ medusa, decision }) =>
          (decision.act === "settled") === (medusa.payment === "ours" && medusa.order === "open")
      )
    ).toEqual([])
  })

  it("does nothing but give back once giving back has begun, unless an order is paid with it", () => {
    const begun = paid.filter(({ stored, medusa }) => stored.givingBack && !medusa.payment.startsWith("ours"))
    expect(begun.length).toBeGreaterThan(0)
    expect(breaking(begun, ({ decision }) => givesBack(decision))).toEqual([])
  })

  it("never authorizes beside Medusa's own completion of a cart: the order is still fresh", () => {
    expect(
      breaking(
        cases,
        ({ medusa, decision }) =>
          decision.act !== "authorize_session" ||
          medusa.awaiting ||
          !(medusa.subject === "cart" && medusa.orderIsFresh)
      )
    ).toEqual([])
  })

  it("decides nothing on an unknown status, whatever else is known", () => {
    expect(
      breaking(
        cases,
        ({ payment, decision }) =>
          (payment === "unknown") === (decision.act === "alarm" && decision.reason === "unknown_status")
      )
    ).toEqual([])
  })

  it("ends a page only while it is unpaid, and otherwise waits", () => {
    expect(breaking(unpaid, ({ decision }) => ["wait", "end"].includes(decision.act))).toEqual([])
    const others = cases.filter(({ payment }) => !["new", "incomplete", "authorized"].includes(payment))
    expect(breaking(others, ({ decision }) => decision.act !== "end")).toEqual([])
  })

  it("places an order at Klarna only for an equal cart or order that nothing else has paid for", () => {
    const placed = cases.filter(({ decision }) => decision.act === "place_order")
    expect(placed.length).toBeGreaterThan(0)
    expect(
      breaking(
        placed,
        ({ payment, stored, medusa }) =>
          payment === "authorized" &&
          medusa.found &&
          medusa.equal &&
          medusa.order !== "canceled" &&
          medusa.payment !== "other" &&
          !stored.closed
      )
    ).toEqual([])
  })

  it("never begins anything while an order may have been placed", () => {
    const placing = cases.filter(({ payment }) => payment === "placing")
    expect(breaking(placing, ({ decision }) => ["wait", "alarm"].includes(decision.act))).toEqual([])
  })

  it("cancels an order for Klarna's sake only while its payment was never there", () => {
    expect(
      breaking(
        cases,
        ({ payment, medusa, decision }) =>
          decision.act !== "cancel_order" ||
          (payment === "rejected" && medusa.awaiting && medusa.payment !== "ours")
      )
    ).toEqual([])
  })

  it("waits for the buyer of an open cart unless something has taken the cart or the page away", () => {
    const open = unpaid.filter(
      ({ stored, medusa }) =>
        !stored.closed &&
        !stored.pageCancelled &&
        medusa.found &&
        medusa.order !== "canceled" &&
        medusa.payment !== "other" &&
        medusa.session === "held"
    )
    expect(open.length).toBeGreaterThan(0)
    expect(breaking(open, ({ decision }) => decision.act === "wait")).toEqual([])
  })

  it("authorizes where there is an order, completes where there is none, and re-creates a lost session", () => {
    expect(
      breaking(cases, ({ medusa, decision }) => {
        if (decision.act !== "authorize_session" && decision.act !== "complete_cart") return true
        const rightAct = (decision.act === "authorize_session") === (medusa.order === "open")
        return rightAct && decision.recreateSession === (medusa.session !== "held")
      })
    ).toEqual([])
  })

  it("tells of an order that was placed only where core was killed before telling: a cart's", () => {
    expect(
      breaking(
        cases,
        ({ medusa, decision }) =>
          decision.act !== "authorize_session" ||
          decision.tellPlaced === (medusa.subject === "cart" && !medusa.awaiting)
      )
    ).toEqual([])
  })
})

/** Medusa has our payment but lost its order: the completion has to be finished. */
const isLeftOver = (medusa: MedusaHolds) =>
  medusa.payment === "ours" && medusa.order === "none" && medusa.session === "held"

const places = ({ act }: Decision) =>
  act === "complete_cart" || act === "authorize_session" || act === "convert_draft"
const givesBack = ({ act }: Decision) => act === "give_back"

function* everything(): Generator<Case> {
  for (const payment of PAYMENTS)
    for (const stored of allStored())
      for (const medusa of allMedusa())
        yield { payment, stored, medusa, decision: settle(payment, stored, medusa) }
}

function* allStored(): Generator<PurchaseStored> {
  for (const closed of FLAGS)
    for (const successorAwaited of FLAGS)
      for (const abandoned of FLAGS)
        for (const pageCancelled of FLAGS)
          for (const givingBack of FLAGS)
            for (const completionFailing of FLAGS)
              for (const placingLong of FLAGS)
                yield {
                  closed,
                  successorAwaited,
                  abandoned,
                  pageCancelled,
                  givingBack,
                  completionFailing,
                  placingLong,
                }
}

function* allMedusa(): Generator<MedusaHolds> {
  for (const subject of ["cart", "order"] as const)
    for (const found of FLAGS)
      for (const equal of FLAGS)
        for (const order of ["none", "open", "canceled"] as const)
          for (const payment of ["none", "ours", "ours_canceled", "other"] as const)
            for (const session of ["held", "gone", "other"] as const)
              for (const orderIsFresh of FLAGS)
                for (const awaiting of FLAGS)
                  for (const draft of FLAGS)
                    yield { subject, found, equal, order, draft, orderIsFresh, payment, awaiting, session }
}
