import type { BigNumberInput } from "@medusajs/framework/types"
import { currencyExponent } from "../domain/currencies"
import { toMinorUnits, type MinorUnits } from "../domain/money"
import { toDecimal } from "./decimal"

/** One of Medusa's amounts, major units in any of its forms, in the minor units of a currency. */
export const minorAmount = (amount: BigNumberInput, currencyCode: string): MinorUnits =>
  toMinorUnits(toDecimal(amount), currencyExponent(currencyCode))
