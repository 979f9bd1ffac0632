import type { Logger } from "@medusajs/framework/types"
import type { Query } from "../../medusa/read-purchase-source"
import type { KlarnaModuleService } from "../../modules/klarna"
import type { MedusaPayments } from "./medusa-payments"

/** The Payment Module's container as our provider sees it; `query` and `klarna` come with `withKlarna`. */
export type Cradle = MedusaPayments & { logger: Logger; query: Query; klarna: KlarnaModuleService }
