import type { MedusaContainer } from "@medusajs/framework/types"
import { repairDueKlarnaBooksWorkflow } from "../workflows/repair-due-klarna-books"

export default async function repairKlarnaBooks(container: MedusaContainer) {
  await repairDueKlarnaBooksWorkflow(container).run({ input: {} })
}

export const config = { name: "repair-klarna-books", schedule: { interval: 60_000 } }
