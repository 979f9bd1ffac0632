import type { MedusaContainer } from "@medusajs/framework/types"
import { repeatKlarnaOperationsWorkflow } from "../workflows/repeat-klarna-operations"

export default async function repeatKlarnaOperations(container: MedusaContainer) {
  await repeatKlarnaOperationsWorkflow(container).run({ input: {} })
}

export const config = { name: "repeat-klarna-operations", schedule: { interval: 30_000 } }
