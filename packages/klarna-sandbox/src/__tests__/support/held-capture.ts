import type { Client } from "./client"

const LONGEST_WAIT = 50_000

/**
 * Sends a capture that a fault holds back for a minute, and goes on once it has arrived.
 *
 * @returns what becomes of it: its status, or `cut` when the sandbox is closed before
 */
export async function holdCapture(
  client: Client,
  orderId: string,
  key: string
): Promise<{ outcome: Promise<number | "cut"> }> {
  await client.control("POST", "/faults", {
    kind: "latency",
    ms: 60_000,
    match: { path: "/captures$" },
    times: 1,
  })
  const path = `/ordermanagement/v1/orders/${orderId}/captures`
  const outcome = client
    .call("POST", path, { captured_amount: 1000 }, { "Klarna-Idempotency-Key": key })
    .then(({ status }) => status)
    .catch(() => "cut" as const)
  const deadline = Date.now() + LONGEST_WAIT
  const hasArrived = async () => (await client.control("GET", "/faults")).body.at(-1).struck === 1
  while (!(await hasArrived())) {
    if (Date.now() > deadline) throw new Error("the capture never arrived")
  }
  return { outcome }
}
