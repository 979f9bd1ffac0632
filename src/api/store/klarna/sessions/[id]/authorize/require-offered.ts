import { MedusaError } from "@medusajs/framework/utils"
import type { PurchaseRow } from "../../../../../../modules/klarna/rows"

/** @throws MedusaError naming what the session offers */
export function requireOffered({ widget }: PurchaseRow, category: string | undefined): void {
  const offered = (widget?.payment_method_categories ?? []).map(({ identifier }) => identifier)
  if (!category || !offered.length || offered.includes(category)) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `payment_method_category: this session offers ${offered.join(", ")}`,
    "category_not_offered"
  )
}
