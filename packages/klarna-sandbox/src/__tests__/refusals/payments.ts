import { placingRows, tokenRows } from "./payments-orders"
import { sessionRows } from "./payments-sessions"
import type { Row } from "./row"

/** klarna-payments.md: §4 fields, §6 placing, §7 creating customer tokens, §8 lines, §9 codes. */
export const payments: Row[] = [...sessionRows, ...placingRows, ...tokenRows]
