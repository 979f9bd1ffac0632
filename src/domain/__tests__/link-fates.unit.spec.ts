import { endsOrder, endsSession, FATES, type Behind, type Ending } from "../link-fates"

const BEHIND: Behind[] = ["cart", "draft", "order", "placed_order"]
const ENDINGS: Ending[] = [
  "waiting",
  "paid",
  "cancelled",
  "disabled",
  "expired",
  "replaced",
  "order_canceled",
]
const alone = { paidOrFulfilled: false, otherLinkOpen: false }
const every = BEHIND.flatMap((behind) => ENDINGS.map((ending) => ({ behind, ending })))

describe("the end of a link", () => {
  it.each<[Ending, boolean]>([
    ["waiting", false],
    ["paid", false],
    ["cancelled", true],
    ["disabled", true],
    ["expired", true],
    ["replaced", false],
  ])("%s: the order that it placed ends with it: %s", (ending, ends) => {
    expect(endsOrder("placed_order", ending, alone)).toBe(ends)
  })

  it.each<Behind>(["cart", "draft", "order"])("ends nothing of a %s: it placed no order", (behind) => {
    const endings = ENDINGS.filter((ending) => ending !== "order_canceled")
    expect(endings.filter((ending) => endsOrder(behind, ending, alone))).toEqual([])
  })

  it.each([
    ["something of it is paid or fulfilled", { ...alone, paidOrFulfilled: true }],
    ["another link of it is open", { ...alone, otherLinkOpen: true }],
  ])("does not end the order when %s", (_, order) => {
    expect(every.filter(({ behind, ending }) => endsOrder(behind, ending, order))).toEqual([])
  })

  it("ends the payment session of a link, never that of a shopper's cart", () => {
    expect(ENDINGS.filter((ending) => endsSession("cart", ending))).toEqual([])
    for (const behind of ["draft", "order", "placed_order"] as const) {
      expect(ENDINGS.filter((ending) => endsSession(behind, ending))).toEqual([
        "cancelled",
        "disabled",
        "expired",
        "order_canceled",
      ])
    }
  })
})

describe("what becomes of order and stock", () => {
  it("holds stock for an order that stands, and for nothing else", () => {
    for (const { behind, ending } of every) {
      const { order, stock } = FATES[behind][ending]
      expect([behind, ending, stock]).toEqual([
        behind,
        ending,
        order === "open" || order === "paid" ? "reserved" : "free",
      ])
    }
  })

  it("has an order paid where its link was, and nowhere else", () => {
    for (const { behind, ending } of every) {
      const { order, paymentSession } = FATES[behind][ending]
      expect([order === "paid", paymentSession === "authorized"]).toEqual([
        ending === "paid",
        ending === "paid",
      ])
    }
  })
})
