import type { CallRecord } from "../../../klarna"
import { createCallLog } from "../call-log"
import type { NewCall } from "../stores/call-store"

const call = (correlationId: string): CallRecord => ({
  purchaseId: "klpur_1",
  method: "GET",
  path: "/ordermanagement/v1/orders/o-1",
  status: 200,
  errorCode: undefined,
  errorMessages: [],
  correlationId,
  ms: 3,
  request: undefined,
})

function logInto(insert: (calls: readonly NewCall[]) => Promise<void>) {
  const warnings: string[] = []
  const log = createCallLog({
    store: { insert, ofPurchase: async () => [], forgetBefore: async () => 0 },
    now: () => 1_000,
    logger: { warn: (sentence) => void warnings.push(sentence) },
  })
  return { log, warnings }
}

describe("the call log", () => {
  it("writes what comes while it writes in one go, and in order", async () => {
    const inserts: (string | null)[][] = []
    const { log } = logInto(async (calls) => {
      inserts.push(calls.map(({ correlation_id }) => correlation_id))
      if (inserts.length === 1) ["b", "c"].forEach((id) => log.record(call(id)))
    })
    log.record(call("a"))
    expect(inserts).toEqual([])
    await log.written()
    expect(inserts).toEqual([["a"], ["b", "c"]])
    log.record(call("d"))
    await log.written()
    expect(inserts).toEqual([["a"], ["b", "c"], ["d"]])
  })

  it("warns and goes on when the database takes nothing", async () => {
    let isDown = true
    const taken: number[] = []
    const { log, warnings } = logInto(async (calls) => {
      if (isDown) throw new Error("connection refused")
      taken.push(calls.length)
    })
    log.record(call("a"))
    await log.written()
    isDown = false
    log.record(call("b"))
    await log.written()
    expect([warnings.length, taken]).toEqual([1, [1]])
  })
})
