import { Button, Input, Label, RadioGroup, Text } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"
import { toMajor } from "../../lib/desk/minor-amount"
import type { PartMode, PartState } from "../../lib/desk/use-part"
import { formatAmount } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { Field } from "./field"
import { LinePicker } from "./line-picker"
import { useProblemText } from "./use-problem-text"

type Props = { part: PartState; order: KlarnaOrder }

/** What is captured or refunded: pieces, or an amount that nobody divides. */
export function PartFields({ part, order }: Props) {
  const { t } = useTranslation("klarna")
  const name = useId()
  return (
    <fieldset className="flex min-w-0 flex-col gap-y-3">
      <legend className="txt-compact-small-plus mb-2">{t("desk.part.what")}</legend>
      {part.hasLines && (
        <RadioGroup
          value={part.mode}
          onValueChange={(mode) => part.setMode(mode as PartMode)}
          className="flex gap-x-6"
          aria-label={t("desk.part.what")}
        >
          {(["items", "amount"] as const).map((mode) => (
            <div key={mode} className="flex items-center gap-x-2">
              <RadioGroup.Item value={mode} id={`${name}-${mode}`} />
              <Label htmlFor={`${name}-${mode}`} size="small">
                {t(`desk.part.${mode}`)}
              </Label>
            </div>
          ))}
        </RadioGroup>
      )}
      {part.mode === "items" ? (
        <LinePicker part={part} order={order} />
      ) : (
        <AmountField part={part} order={order} />
      )}
      <Credits part={part} order={order} />
    </fieldset>
  )
}

function AmountField({ part, order }: Props) {
  const { t } = useTranslation("klarna")
  const problemText = useProblemText(order.currency_code, part.limit)
  const limit = toMajor(part.limit, order.currency_code)
  // Nobody is told off before having typed.
  const error = part.amountText && part.problem ? problemText(part.problem) : undefined
  return (
    <Field
      label={t("desk.part.amountLabel", { currency: order.currency_code.toUpperCase() })}
      hint={t("desk.part.amountHint", { limit: formatAmount(limit, order.currency_code) })}
      error={error}
    >
      {(control) => (
        <div className="flex gap-x-2">
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            value={part.amountText}
            onChange={({ target }) => part.setAmountText(target.value)}
          />
          <Button
            type="button"
            size="small"
            variant="secondary"
            className="shrink-0"
            onClick={() => part.setAmountText(String(limit))}
          >
            {t("desk.part.takeLimit")}
          </Button>
        </div>
      )}
    </Field>
  )
}

function Credits({ part, order }: Props) {
  const { t } = useTranslation("klarna")
  if (part.mode !== "items" || part.credits === 0) return null
  return (
    <div className="text-ui-fg-subtle flex justify-between gap-x-4 px-4">
      <Text size="small">{t("desk.part.credits")}</Text>
      <Text size="small" className="text-nowrap tabular-nums">
        {formatAmount(toMajor(part.credits, order.currency_code), order.currency_code)}
      </Text>
    </div>
  )
}
