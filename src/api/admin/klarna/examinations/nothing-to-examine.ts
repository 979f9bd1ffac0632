import { MedusaError } from "@medusajs/framework/utils"

/** @param what the call or effect, in words */
export const nothingToExamine = (what: string) =>
  new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Nothing to examine: no amounts and lines of ${what} are kept`,
    "nothing_to_examine"
  )
