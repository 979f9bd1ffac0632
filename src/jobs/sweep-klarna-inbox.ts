import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepKlarnaInboxWorkflow } from "../workflows/sweep-klarna-inbox"

export default async function sweepKlarnaInbox(container: MedusaContainer) {
  await sweepKlarnaInboxWorkflow(container).run({ input: {} })
}

export const config = { name: "sweep-klarna-inbox", schedule: { interval: 30_000 } }
