import { Input, Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useRefundReasons } from "../../lib/desk/use-refund-reasons"
import { Field } from "./field"

/** `reason`: id of one of the shop's refund reasons, or empty. */
export type RefundWordsValue = { reason: string; note: string }

type Props = { value: RefundWordsValue; onChange: (value: RefundWordsValue) => void }

/** A select has no value for nothing. */
const NOT_STATED = "none"

export function RefundWords({ value, onChange }: Props) {
  const { t } = useTranslation("klarna")
  const reasons = useRefundReasons()
  return (
    <div className="flex flex-col gap-y-4">
      {reasons.length > 0 && (
        <Field label={t("desk.refund.reason")} optional>
          {({ id }) => (
            <Select
              size="small"
              value={value.reason || NOT_STATED}
              onValueChange={(reason) => onChange({ ...value, reason: reason === NOT_STATED ? "" : reason })}
            >
              <Select.Trigger id={id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                <Select.Item value={NOT_STATED}>{t("desk.refund.noReason")}</Select.Item>
                {reasons.map((reason) => (
                  <Select.Item key={reason.id} value={reason.id}>
                    {reason.label}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      )}
      <Field label={t("desk.refund.note")} hint={t("desk.refund.noteHint")} optional>
        {(control) => (
          <Input
            {...control}
            size="small"
            maxLength={255}
            value={value.note}
            onChange={({ target }) => onChange({ ...value, note: target.value })}
          />
        )}
      </Field>
    </div>
  )
}
