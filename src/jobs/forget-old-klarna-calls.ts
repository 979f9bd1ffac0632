import type { MedusaContainer } from "@medusajs/framework/types"
import { forgetOldKlarnaCallsWorkflow } from "../workflows/forget-old-klarna-calls"

export default async function forgetOldKlarnaCalls(container: MedusaContainer) {
  await forgetOldKlarnaCallsWorkflow(container).run({ input: {} })
}

export const config = { name: "forget-old-klarna-calls", schedule: { interval: 6 * 3_600_000 } }
