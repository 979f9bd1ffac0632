import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { Decimal } from "../domain/purchase-source"

/** Medusa's big numbers as plain decimal strings: the form in which money enters `domain`. */
export const toDecimal = (amount: BigNumberInput | null | undefined): Decimal =>
  MathBN.convert(amount ?? 0).toFixed()
