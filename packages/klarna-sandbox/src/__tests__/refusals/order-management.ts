import { authorizationRows } from "./order-management-authorization"
import { detailRows, unknownRows } from "./order-management-details"
import { captureRows, refundRows } from "./order-management-money"
import type { Row } from "./row"

/** order-management.md: §1 codes by call, §3 to §7 rules, §9 texts. */
export const orderManagement: Row[] = [
  ...unknownRows,
  ...captureRows,
  ...refundRows,
  ...authorizationRows,
  ...detailRows,
]
