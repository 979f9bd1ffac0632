import type { MedusaContainer } from "@medusajs/framework/types"
import { followDueKlarnaFulfillmentsWorkflow } from "../workflows/follow-due-klarna-fulfillments"

export default async function followKlarnaFulfillments(container: MedusaContainer) {
  await followDueKlarnaFulfillmentsWorkflow(container).run({ input: {} })
}

export const config = { name: "follow-klarna-fulfillments", schedule: { interval: 300_000 } }
