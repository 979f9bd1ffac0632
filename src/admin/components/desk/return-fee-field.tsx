import { Input, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { reasonText } from "../../lib/desk/explain-refusal"
import type { Fee } from "../../lib/desk/return-fee"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { Field } from "./field"

type Props = {
  order: KlarnaOrder
  text: string
  onText: (text: string) => void
  fee: Fee
  /** What the fee is kept back from, as shown. */
  refund: string
}

/** Where Klarna takes no return fee, the reason in its place. */
export function ReturnFeeField({ order, text, onText, fee, refund }: Props) {
  const { t } = useTranslation("klarna")
  const currency = order.currency_code.toUpperCase()
  const { allowed, reason } = order.possible.return_fee
  if (!allowed) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("desk.refund.feeNot", { reason: reasonText(t, reason ?? "") })}
      </Text>
    )
  }
  return (
    <Field
      label={t("desk.refund.fee", { currency })}
      hint={t("desk.refund.feeHint")}
      error={fee.problem && t(`desk.problem.${fee.problem}`, { currency, amount: refund })}
      optional
    >
      {(control) => (
        <Input
          {...control}
          size="small"
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </Field>
  )
}
