import type { MedusaContainer } from "@medusajs/framework/types"
import { settleAwaitedKlarnaSuccessorsWorkflow } from "../workflows/settle-awaited-klarna-successors"

export default async function settleKlarnaSuccessors(container: MedusaContainer) {
  await settleAwaitedKlarnaSuccessorsWorkflow(container).run({ input: {} })
}

export const config = { name: "settle-klarna-successors", schedule: { interval: 60_000 } }
