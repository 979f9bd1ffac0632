import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { DifferenceRow } from "../../../../modules/klarna/rows"
import { showDifference } from "./show-difference"

/** Staff know an order by its number. */
export async function withOrderNumbers(req: MedusaRequest, rows: DifferenceRow[]) {
  const ids = [...new Set(rows.flatMap(({ order_id }) => order_id ?? []))]
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = ids.length
    ? await query.graph({ entity: "order", fields: ["id", "display_id"], filters: { id: ids } })
    : { data: [] }
  const numbers = new Map(data.map(({ id, display_id }) => [id, display_id]))
  return rows.map((row) => ({
    ...showDifference(row),
    order_display_id: (row.order_id && numbers.get(row.order_id)) ?? null,
  }))
}
