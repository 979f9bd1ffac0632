import { onlyOurs, readPaymentData } from "../payment-data"

/** What Medusa keeps of a session: the caller's data with the provider's merged in; `undefined` removes a key. */
const kept = (given: Record<string, unknown>, ours: Record<string, unknown>) =>
  JSON.parse(JSON.stringify({ ...given, ...onlyOurs(given, ours) })) as unknown

describe("what a payment session shows", () => {
  const ours = { session_id: "payses_1", klarna_order_id: "k1", redirect_url: null }

  it("is ours alone, whatever the shopper sent along", () => {
    expect(
      kept({ session_id: "payses_other", amount: 1, secret: "x", nested: { admin: true } }, ours)
    ).toEqual(ours)
  })

  it("names each of the caller's keys, because a key that is left out stays", () => {
    expect(Object.keys(onlyOurs({ amount: 1, secret: "x" }, ours))).toEqual(
      expect.arrayContaining(["amount", "secret"])
    )
  })

  it("is ours when nothing was sent along", () => {
    expect(onlyOurs(undefined, ours)).toEqual(ours)
  })

  it("keeps its hands off prototypes", () => {
    const given = JSON.parse('{"__proto__":{"admin":true}}') as Record<string, unknown>
    expect((onlyOurs(given, ours) as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe("what is read from a session or payment", () => {
  it.each([
    [{ session_id: "payses_1", klarna_order_id: "k1", amount: 5 }, "payses_1", "k1"],
    [{ session_id: 5, klarna_order_id: { $ne: "" } }, undefined, undefined],
    [{ session_id: ["payses_1"], klarna_order_id: null }, undefined, null],
    [undefined, undefined, undefined],
    [null, undefined, undefined],
  ])("of %j is nothing but ids that are text", (data, sessionId, klarnaOrderId) => {
    const { session_id, klarna_order_id } = readPaymentData(data)
    expect([session_id, klarna_order_id]).toEqual([sessionId, klarnaOrderId])
  })
})
