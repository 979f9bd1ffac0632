import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import type { Difference, Outcome, Remedy } from "../../lib/reconciliation/difference"
import { useMend } from "../../lib/reconciliation/use-differences"
import { Confirm } from "../confirm"

type Props = { difference: Difference; remedy: Remedy }

/** The one button of a difference. */
export function MendButton({ difference, remedy }: Props) {
  const { t } = useTranslation("klarna")
  const mutation = useMend(difference, remedy)
  const amount = formatAmount(difference.amount ?? 0, difference.currency_code)
  const action = t(`reconciliation.remedy.${remedy}`)
  return (
    <Confirm
      action={action}
      title={action}
      text={t(`reconciliation.willDo.${remedy}`, { amount })}
      isDangerous={ENDS_SOMETHING.includes(remedy)}
      mutation={mutation}
      onDone={({ outcome }) => tell[outcome](t(`reconciliation.outcome.${outcome}`))}
    />
  )
}

const ENDS_SOMETHING: Remedy[] = ["cancel_at_klarna", "refund_at_klarna", "end_payment", "send_refund"]

const tell: Record<Outcome, (text: string) => unknown> = {
  mended: toast.success,
  gone: toast.info,
  changed: toast.warning,
  open: toast.warning,
}
