import type { MedusaContainer } from "@medusajs/framework/types"
import { lookAfterKlarnaReservationsWorkflow } from "../workflows/look-after-klarna-reservations"

export default async function extendKlarnaAuthorizations(container: MedusaContainer) {
  await lookAfterKlarnaReservationsWorkflow(container).run({ input: {} })
}

export const config = { name: "extend-klarna-authorizations", schedule: { interval: 3_600_000 } }
