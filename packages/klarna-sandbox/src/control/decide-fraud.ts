import { scheduleFraudNotification } from "../callbacks/schedule-fraud-notification"
import { json, type Reply } from "../http/reply"
import { param, readObject, type Request } from "../http/request"
import { withFraudDecision } from "../order-management/fraud"
import { isOver, toManagedOrder } from "../order-management/managed-order"
import type { Sandbox } from "../sandbox"
import { callbacks, managedOrders, type ManagedOrderRecord } from "../state/records"
import type { World } from "../world"
import { controlError } from "./control-error"

const DECISIONS = ["accept", "reject", "stop"]

/** POST /_sandbox/orders/{id}/fraud {"decision": "accept" | "reject" | "stop"}: decides now and tells the shop. */
export async function decideFraud(sandbox: Sandbox, request: Request): Promise<Reply> {
  const order_id = param(request, "id")
  const decision = String(readObject(request).decision)
  if (!DECISIONS.includes(decision))
    return controlError(400, `decision must be one of ${DECISIONS.join(", ")}`)
  return sandbox.command(async (world) => {
    const stored = await world.db.findOneBy(managedOrders, { order_id })
    if (!stored) return controlError(404, `There is no order ${order_id}`)
    const order = withFraudDecision(stored, world.now)
    if (isOver(order, world.now))
      return controlError(409, `Order ${order_id} is over: nothing is left to decide`)
    return json(await toManagedOrder(world, await decide(world, order, decision)))
  })
}

async function decide(world: World, order: ManagedOrderRecord, decision: string) {
  const fraud_status = decision === "accept" ? ("ACCEPTED" as const) : ("REJECTED" as const)
  const isStop = decision === "stop"
  await dropNotifications(world, order)
  const decided = {
    ...order,
    fraud_status,
    // A stop is told to whoever ships; it does not cancel.
    fraud_decision: isStop ? null : { fraud_status, at: world.now },
  }
  await world.db.put(managedOrders, decided)
  await scheduleFraudNotification(world, decided, { fraud_status, at: world.now, isStop })
  return decided
}

/** What was to be told of an earlier decision, or of one that would have come. */
const dropNotifications = ({ db }: World, { order_id }: ManagedOrderRecord) =>
  db.update(callbacks, { kind: "notification", subject_id: order_id }, { due_at: null })
