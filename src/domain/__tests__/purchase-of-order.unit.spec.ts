import { paidPurchases, purchaseOfOrder } from "../purchase-of-order"

const purchase = (id: string, values: Partial<Parameters<typeof purchaseOfOrder>[0][number]> = {}) => ({
  id,
  state: "incomplete" as const,
  klarna_order_id: `klarna-${id}`,
  authorized_by: null,
  closed_at: null,
  ...values,
})

const closed = { closed_at: new Date(0) }

describe("which purchase is an order's Klarna payment", () => {
  it("is the one that Medusa's payment came from, also when a newer page is open", () => {
    const found = purchaseOfOrder([
      purchase("link"),
      purchase("paid", { state: "complete", authorized_by: "s" }),
    ])
    expect(found?.id).toBe("paid")
  })

  it("is a paid one that has to go back rather than an open one", () => {
    expect(purchaseOfOrder([purchase("open"), purchase("late", { state: "complete", ...closed })])?.id).toBe(
      "late"
    )
  })

  it("is the newest that can still be paid", () => {
    expect(purchaseOfOrder([purchase("ended", closed), purchase("new"), purchase("old")])?.id).toBe("new")
  })

  it("is none when every page ended unpaid", () => {
    expect(purchaseOfOrder([purchase("ended", closed)])).toBeUndefined()
  })
})

describe("which purchases an order was paid with", () => {
  it("are all that were paid or are being checked, not only the newest", () => {
    const found = paidPurchases([
      purchase("open"),
      purchase("checked", { state: "pending" }),
      purchase("difference", { state: "complete", authorized_by: "s2" }),
      purchase("ended", closed),
      purchase("first", { state: "complete", authorized_by: "s1" }),
    ])
    expect(found.map(({ id }) => id)).toEqual(["checked", "difference", "first"])
  })

  it("are none that Klarna has no order of", () => {
    expect(
      paidPurchases([purchase("placing", { klarna_order_id: null, authorized_by: "s", state: "complete" })])
    ).toEqual([])
  })
})
