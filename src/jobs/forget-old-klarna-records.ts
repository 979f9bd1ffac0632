import type { MedusaContainer } from "@medusajs/framework/types"
import { forgetOldKlarnaRecordsWorkflow } from "../workflows/forget-old-klarna-records"

export default async function forgetOldKlarnaRecords(container: MedusaContainer) {
  await forgetOldKlarnaRecordsWorkflow(container).run({ input: {} })
}

export const config = { name: "forget-old-klarna-records", schedule: { interval: 6 * 3_600_000 } }
