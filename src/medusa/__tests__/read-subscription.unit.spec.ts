import { readSubscription } from "../read-subscription"

const lamp = { name: "Lamp of the month", interval: "MONTH", interval_count: 1 }
const problemOf = (klarna_subscription: unknown) =>
  readSubscription({ klarna_subscription }).subscriptionProblem

describe("an item's subscription", () => {
  it("is what its metadata say in Klarna's words", () => {
    expect(readSubscription({ klarna_subscription: lamp, other: 1 })).toEqual({ subscription: lamp })
  })

  it.each([undefined, null, {}, { klarna_subscription: null }])("is none in %j", (metadata) => {
    expect(readSubscription(metadata)).toEqual({})
  })

  it.each([
    ["yes", "metadata.klarna_subscription must be { name, interval, interval_count } and nothing else"],
    [
      { ...lamp, price: 1 },
      "metadata.klarna_subscription must be { name, interval, interval_count } and nothing else",
    ],
    [{ ...lamp, name: " " }, "metadata.klarna_subscription.name must not be empty"],
    [
      { ...lamp, name: "x".repeat(256) },
      "metadata.klarna_subscription.name must have at most 255 characters",
    ],
    [{ ...lamp, name: undefined }, "metadata.klarna_subscription.name must be a text"],
    [
      { ...lamp, interval: "month" },
      "metadata.klarna_subscription.interval must be one of DAY, WEEK, MONTH, YEAR",
    ],
    [{ ...lamp, interval_count: 0 }, "metadata.klarna_subscription.interval_count must be at least 1"],
    [{ ...lamp, interval_count: 1.5 }, "metadata.klarna_subscription.interval_count must be a whole number"],
    [{ ...lamp, interval_count: "1" }, "metadata.klarna_subscription.interval_count must be a whole number"],
    [{ ...lamp, interval_count: 1e9 }, "metadata.klarna_subscription.interval_count must be at most 3650"],
  ])("given as %j is refused by its field and rule", (given, problem) => {
    expect(problemOf(given)).toBe(problem)
  })
})
