import type { ManagedOrderRecord } from "../state/records"
import type { World } from "../world"
import { storeCallback } from "./store-callback"

type Decision = { fraud_status: "ACCEPTED" | "REJECTED"; at: number; isStop?: boolean }

/** Tells the shop of a decision at its moment, then every ten minutes for a day until it answers 200. */
export async function scheduleFraudNotification(
  world: World,
  { order_id, notification_url }: ManagedOrderRecord,
  { fraud_status, at, isStop = false }: Decision
) {
  if (notification_url === null) return
  const event_type = `FRAUD_RISK_${isStop ? "STOPPED" : fraud_status}`
  await storeCallback(world, {
    kind: "notification",
    subject_id: order_id,
    url: notification_url,
    body: JSON.stringify({ order_id, event_type }),
    due_at: at,
  })
}
