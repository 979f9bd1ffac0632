import fc from "fast-check"
import { lamps, withLedger, type Ledger } from "../../src/modules/klarna/__tests__/support"
import type { OperationRow, PurchaseRow } from "../../src/modules/klarna/rows"

jest.setTimeout(1_800_000)

/** Lost answers of each kind; `npm run test:faults` asks for a thousand. */
const LOST = Number(process.env.KLARNA_LOST_ANSWERS ?? 40)
const SEED = Number(process.env.KLARNA_FAULT_SEED ?? 20_240_229)

const MOVES = 5
/** Orders that are worked on side by side. */
const SIDE_BY_SIDE = 20
const AMOUNT = 34_900

type Kind = "capture" | "refund"
/** `done`: Klarna did it and nobody heard. `undone`: it did not, and nobody could tell. */
type Loss = "done" | "undone"
type Move = { amount: number; losses: Loss[] }

/** Together never more than the order. */
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    amount: fc.integer({ min: 1, max: Math.floor(AMOUNT / MOVES) }),
    losses: fc
      .tuple(fc.array(fc.constant<Loss>("undone"), { maxLength: 1 }), fc.constant<Loss>("done"))
      .map(([undone, done]) => [...undone, done]),
  }),
  { minLength: MOVES, maxLength: MOVES }
)

/**
 * An operator who presses the button again until it works, with Medusa's habits: a row is deleted when the provider
 * throws, and the next try has a new one.
 */
withLedger("lost-run", (ledger: Ledger) => {
  const { klarna } = ledger

  async function buy(n: number): Promise<PurchaseRow> {
    const { klarna_order_id } = await klarna.openPurchase({
      sessionId: `payses_${n}`,
      subject: { type: "cart", id: `cart_${n}` },
      provider: "klarna-checkout",
      channel: "ecommerce",
      draft: lamps(3),
    })
    await ledger.complete(klarna_order_id ?? null)
    return (await klarna.purchases.byKlarnaOrderId(klarna_order_id as string)) as PurchaseRow
  }

  /** The client asks three times, and hears nothing. */
  const lose = (purchase: PurchaseRow, kind: Kind, loss: Loss) =>
    ledger.fault({
      ...(loss === "done" ? { kind: "lost_response" } : { kind: "status", status: 503 }),
      match: { method: "POST", path: `${purchase.klarna_order_id}/${kind}s$` },
      times: 3,
    })

  const press = (purchase: PurchaseRow, kind: Kind, amount: number, row: string, kept: string[]) =>
    klarna.operations.run(purchase, {
      kind,
      amount,
      medusa_row_id: row,
      singleton: null,
      body: (reference) =>
        JSON.stringify({ [kind === "capture" ? "captured_amount" : "refunded_amount"]: amount, reference }),
      existing: async (ids) => ids.filter((id) => kept.includes(id)),
    })

  /** @returns how many answers were lost */
  async function until(purchase: PurchaseRow, kind: Kind, todo: Move[]): Promise<number> {
    const kept: string[] = []
    let lost = 0
    for (const [n, { amount, losses }] of todo.entries()) {
      for (const [attempt, loss] of losses.entries()) {
        await lose(purchase, kind, loss)
        const row = `${purchase.id}_${kind}_${n}_${attempt}`
        await expect(press(purchase, kind, amount, row, [...kept, row])).rejects.toThrow()
        lost += 1
      }
      const row = `${purchase.id}_${kind}_${n}`
      await press(purchase, kind, amount, row, [...kept, row])
      kept.push(row)
    }
    return lost
  }

  async function sideBySide(count: number, work: (n: number) => Promise<number>): Promise<number> {
    const waiting = Array.from({ length: count }, (_, n) => n)
    let sum = 0
    const one = async () => {
      for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
        const lost = await work(n)
        sum += lost
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one))
    return sum
  }

  const amounts = (rows: { amount: number | null }[]) => rows.map(({ amount }) => amount)
  const of = (rows: OperationRow[], kind: Kind) => rows.filter((row) => row.kind === kind)

  it.each<Kind>(["capture", "refund"])(
    `${LOST} lost %s answers and an operator who tries again come to exactly one effect each (seed ${SEED})`,
    async (kind) => {
      const orders = Math.ceil(LOST / MOVES)
      const plans = fc.sample(moves, { seed: SEED, numRuns: orders })
      const lost = await sideBySide(orders, async (n) => {
        const purchase = await buy(n)
        if (kind === "refund") await press(purchase, "capture", AMOUNT, `${purchase.id}_all`, [])
        const plan = plans[n] as Move[]
        const lostHere = await until(purchase, kind, plan)

        const atKlarna = await ledger.atKlarna(purchase.klarna_order_id)
        const effects =
          kind === "capture"
            ? atKlarna.captures.map(({ captured_amount }) => captured_amount)
            : atKlarna.refunds.map(({ refunded_amount }) => refunded_amount)
        expect(effects).toEqual(plan.map(({ amount }) => amount))
        const rows = of(await klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string), kind)
        expect(amounts(rows)).toEqual(effects)
        expect(rows.every(({ status, medusa_row_id }) => status === "confirmed" && medusa_row_id)).toBe(true)
        return lostHere
      })
      expect(lost).toBeGreaterThanOrEqual(LOST)
    }
  )
})
