import { useTranslation } from "react-i18next"
import { toMajor } from "../../lib/desk/minor-amount"
import type { PartProblem } from "../../lib/desk/use-part"
import { formatAmount } from "../../lib/format"

/** @param limit what is left, in minor units */
export function useProblemText(currencyCode: string, limit: number) {
  const { t } = useTranslation("klarna")
  return (problem: PartProblem): string =>
    t(`desk.problem.${problem}`, {
      currency: currencyCode.toUpperCase(),
      limit: formatAmount(toMajor(limit, currencyCode), currencyCode),
    })
}
