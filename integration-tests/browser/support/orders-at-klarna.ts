import { eventually } from "../../support/eventually"
import type { SandboxOrder } from "../../support/sandbox-control"
import { STEP_WITHIN_MS, type DemoInBrowser } from "./demo-in-browser"

/** Ids of the orders that calls to an address of Klarna's opened or placed, first to last. */
export async function ordersOf({ klarna }: DemoInBrowser, address: RegExp): Promise<string[]> {
  const calls = await klarna.calls()
  return (
    calls
      .filter(({ method, path, status }) => method === "POST" && status < 300 && address.test(path))
      // A connection that was cut has no answer.
      .flatMap(({ response }) => (response as { order_id?: string } | null)?.order_id ?? [])
  )
}

/** The shop sends its order's number when the shopper already sees the confirmation. */
export const numberedOrder = ({ klarna }: DemoInBrowser, klarnaOrderId: string): Promise<SandboxOrder> =>
  eventually(
    async () => {
      const order = await klarna.order(klarnaOrderId)
      return order.merchant_reference1 ? order : undefined
    },
    { within: STEP_WITHIN_MS, what: "the order's number at Klarna" }
  )

const PLACED = /^\/payments\/v1\/authorizations\/[^/]+\/order$/

/** @returns the one order that `work` placed with an authorization */
export async function orderPlacedBy(
  demo: DemoInBrowser,
  work: () => Promise<unknown>
): Promise<SandboxOrder> {
  const before = (await ordersOf(demo, PLACED)).length
  const placed = async () => [...new Set((await ordersOf(demo, PLACED)).slice(before))]
  await work()
  const [first = ""] = await eventually(async () => ((await placed()).length ? placed() : undefined), {
    within: STEP_WITHIN_MS,
    what: "an order placed at Klarna",
  })
  const order = await numberedOrder(demo, first)
  expect(await placed()).toEqual([first])
  return order
}
