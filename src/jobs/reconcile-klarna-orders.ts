import type { MedusaContainer } from "@medusajs/framework/types"
import { reconcileKlarnaOrdersWorkflow } from "../workflows/reconcile-klarna-orders"

export default async function reconcileKlarnaOrders(container: MedusaContainer) {
  await reconcileKlarnaOrdersWorkflow(container).run({ input: {} })
}

export const config = { name: "reconcile-klarna-orders", schedule: { interval: 60_000 } }
