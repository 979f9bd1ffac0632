import type { MedusaContainer } from "@medusajs/framework/types"
import { syncDueKlarnaPurchasesWorkflow } from "../workflows/sync-due-klarna-purchases"

export default async function syncDueKlarnaPurchases(container: MedusaContainer) {
  await syncDueKlarnaPurchasesWorkflow(container).run({ input: {} })
}

export const config = { name: "sync-due-klarna-purchases", schedule: { interval: 15_000 } }
