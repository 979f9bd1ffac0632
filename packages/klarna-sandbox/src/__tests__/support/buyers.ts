import { randomUUID } from "node:crypto"
import type { Answer, Client } from "./client"
import { order } from "./orders"

export type PromisedOrder = {
  isCompleted: boolean
  /** Never captured, so that its push stays due. */
  isLeftAlone: boolean
  captures: { key: string; captureId: string; amount: number }[]
  refunded: number
  /** Of the answers to what changed something. */
  correlationIds: string[]
}

/** What was answered with success. */
export type Promised = {
  orders: Map<string, PromisedOrder>
  /** Milliseconds that the clock was moved forward by. */
  clock: number
  answers: number
}

export type Buyers = {
  /** Resolves after so many answers. */
  answered(count: number): Promise<void>
  /** Resolves when nobody answers any more. @returns the orders they had to do with */
  ended(): Promise<string[]>
}

const CLOCK_STEP = 1_000

/** Shops that create, complete, capture and refund, and one who moves the clock, until nobody answers. */
export function startBuyers(client: Client, count: number, shopUrl: string, promised: Promised): Buyers {
  const touched = new Set<string>()
  const waiting: { count: number; resolve: () => void }[] = []
  let answers = 0

  async function answered(answer: Promise<Answer>, expected: number): Promise<Answer> {
    const known = await answer
    if (known.status !== expected) throw new Error(`${known.status} ${JSON.stringify(known.body)}`)
    answers += 1
    promised.answers += 1
    for (const { count, resolve } of waiting) if (answers >= count) resolve()
    return known
  }

  async function buy() {
    const created = await answered(client.call("POST", "/checkout/v3/orders", order({}, shopUrl)), 201)
    const orderId = created.body.order_id as string
    const isLeftAlone = promised.orders.size % 3 === 0
    const known: PromisedOrder = {
      isCompleted: false,
      isLeftAlone,
      captures: [],
      refunded: 0,
      correlationIds: [],
    }
    promised.orders.set(orderId, known)
    touched.add(orderId)
    const note = ({ headers }: Answer) =>
      known.correlationIds.push(String(headers.get("klarna-correlation-id")))
    note(created)
    await answered(client.control("POST", `/orders/${orderId}/complete`), 200)
    known.isCompleted = true
    if (isLeftAlone) return
    const managed = `/ordermanagement/v1/orders/${orderId}`
    for (const amount of [1_000, 2_500]) {
      const key = randomUUID()
      const headers = { "Klarna-Idempotency-Key": key }
      const capture = client.call("POST", `${managed}/captures`, { captured_amount: amount }, headers)
      const captured = await answered(capture, 201)
      known.captures.push({ key, amount, captureId: String(captured.headers.get("capture-id")) })
      note(captured)
      await answered(client.call("GET", managed), 200)
    }
    note(await answered(client.call("POST", `${managed}/refunds`, { refunded_amount: 700 }), 201))
    known.refunded += 700
  }

  async function moveClock() {
    await answered(client.control("POST", "/clock", { advance_ms: CLOCK_STEP }), 200)
    promised.clock += CLOCK_STEP
    await answered(client.call("POST", "/checkout/v3/orders", {}), 400)
  }

  /** A connection that is gone ends it; an answer that was not expected is a failure of the test. */
  const untilGone = async (work: () => Promise<void>): Promise<void> => {
    try {
      for (;;) await work()
    } catch (error) {
      if ((error as Error).name !== "TypeError") throw error
    }
  }
  const all = Promise.all([...Array.from({ length: count }, () => untilGone(buy)), untilGone(moveClock)])
  const failed = all.then(() => undefined)
  failed.catch(() => undefined)

  return {
    answered: (wanted) =>
      Promise.race([failed, new Promise<void>((resolve) => waiting.push({ count: wanted, resolve }))]),
    async ended() {
      await all
      return [...touched]
    },
  }
}
