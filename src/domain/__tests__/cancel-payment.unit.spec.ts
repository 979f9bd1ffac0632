import { decideCancelPayment, type CancelDecision, type CancelSituation } from "../cancel-payment"

/** Staff cancels an order that is authorized and nothing more. */
const orderCancel: CancelSituation = {
  paymentKnown: true,
  collectionStatus: "authorized",
  alreadyCanceled: false,
  orderLinked: true,
  captured: false,
}

describe("what to do when Medusa asks to cancel a payment", () => {
  it.each<[string, Partial<CancelSituation>, CancelDecision]>([
    ["an order edit, exchange or claim", { collectionStatus: "canceled" }, "keep_for_successor"],
    [
      "an order edit of a partly captured order",
      { collectionStatus: "partially_captured", captured: true },
      "keep_for_successor",
    ],
    ["a cancelled order", {}, "cancel_at_klarna"],
    ["a cancelled order that was captured: core refunds it", { captured: true }, "nothing"],
    ["a failed completion", { orderLinked: false }, "cancel_at_klarna_and_session"],
    [
      "a failed completion that was captured: core's refund follows",
      { orderLinked: false, captured: true },
      "nothing",
    ],
    [
      "a cancelled order whose payment an edit has voided",
      { collectionStatus: "canceled", alreadyCanceled: true },
      "nothing",
    ],
    [
      "the loser of a race, who brings no payment",
      { paymentKnown: false, collectionStatus: undefined, orderLinked: false },
      "nothing",
    ],
  ])("%s: %j -> %s", (_, situation, decision) => {
    expect(decideCancelPayment({ ...orderCancel, ...situation })).toBe(decision)
  })

  const flags = [false, true]
  const situations = flags.flatMap((paymentKnown) =>
    flags.flatMap((alreadyCanceled) =>
      flags.flatMap((orderLinked) =>
        flags.flatMap((captured) =>
          [undefined, "not_paid", "authorized", "partially_captured", "completed", "canceled", "failed"].map(
            (collectionStatus) => ({
              paymentKnown,
              alreadyCanceled,
              orderLinked,
              captured,
              collectionStatus,
            })
          )
        )
      )
    )
  )
  const deciding = (decision: CancelDecision) =>
    situations.filter((situation) => decideCancelPayment(situation) === decision)

  it("never calls Klarna for an unknown, voided or captured payment", () => {
    const calling = [...deciding("cancel_at_klarna"), ...deciding("cancel_at_klarna_and_session")]
    expect(calling.length).toBeGreaterThan(0)
    expect(
      calling.filter(
        ({ paymentKnown, alreadyCanceled, captured }) => !paymentKnown || alreadyCanceled || captured
      )
    ).toEqual([])
  })

  it("never takes the session of an order away, and always that of a voided completion", () => {
    expect(deciding("cancel_at_klarna_and_session").filter(({ orderLinked }) => orderLinked)).toEqual([])
    expect(deciding("cancel_at_klarna").filter(({ orderLinked }) => !orderLinked)).toEqual([])
  })

  it("leaves an authorization to a successor only when an order was edited", () => {
    expect(new Set(deciding("keep_for_successor").map(({ collectionStatus }) => collectionStatus))).toEqual(
      new Set(["canceled", "partially_captured"])
    )
    expect(deciding("keep_for_successor").filter(({ orderLinked }) => !orderLinked)).toEqual([])
  })
})
