import { collectionState, type CollectionFacts } from "../collection-state"

const unpaid: CollectionFacts = { status: "not_paid", orderCanceled: false, owes: true, session: undefined }

describe("where a payment collection stands", () => {
  it.each<[string, Partial<CollectionFacts>, string]>([
    ["nobody has begun", {}, "payable"],
    ["its order was placed before it is paid", { status: "awaiting", session: "waiting" }, "payable"],
    ["the buyer is on Klarna's page", { session: "in_progress" }, "payable"],
    ["the buyer cancelled", { session: "cancelled" }, "payable"],
    ["the page ran out", { session: "expired" }, "payable"],
    ["Klarna declined", { session: "failed" }, "payable"],
    ["the buyer said yes, Medusa has not heard", { session: "completed" }, "pending"],
    ["the buyer said yes, and it is not placed yet", { session: "authorized" }, "pending"],
    ["Klarna checks for fraud", { status: "awaiting", session: "pending" }, "pending"],
    ["Klarna checks what is authorized already", { status: "authorized", session: "pending" }, "pending"],
    ["the money is reserved", { status: "authorized", session: "completed" }, "paid"],
    ["it was paid without Klarna", { status: "completed" }, "paid"],
    ["a part of it was taken", { status: "partially_captured" }, "paid"],
    ["the order was paid otherwise", { owes: false }, "nothing_to_pay"],
    ["the order was cancelled", { orderCanceled: true, session: "waiting" }, "canceled"],
    ["the order was paid, then cancelled", { orderCanceled: true, status: "authorized" }, "canceled"],
    ["the collection was cancelled", { status: "canceled" }, "canceled"],
  ])("%s", (_, facts, state) => {
    expect(collectionState({ ...unpaid, ...facts })).toBe(state)
  })
})
