import { Button, Checkbox, Input, Label, Text } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"
import { toMajor } from "../../lib/desk/minor-amount"
import { isGoods, isShipping, leftOf, piecesOf } from "../../lib/desk/part-total"
import type { PartState } from "../../lib/desk/use-part"
import { formatAmount } from "../../lib/format"
import type { KlarnaLine, KlarnaOrder } from "../../lib/klarna-order"

type Props = { part: PartState; order: KlarnaOrder }

/** Which pieces, and whether the shipping with them. Only what is left can be chosen. */
export function LinePicker({ part, order }: Props) {
  const { t } = useTranslation("klarna")
  const lines = order.lines.filter((line) => isGoods(line) && leftOf(part.kind, line) > 0)
  return (
    <div className="flex flex-col gap-y-3">
      <div className="flex gap-x-2">
        <Button size="small" variant="secondary" type="button" onClick={part.pickAll}>
          {t("desk.part.all")}
        </Button>
        <Button size="small" variant="secondary" type="button" onClick={part.pickNone}>
          {t("desk.part.none")}
        </Button>
      </div>
      <ul className="divide-y rounded-lg border">
        {lines.map((line) =>
          isShipping(line) ? (
            <ShippingChoice key={line.id} line={line} part={part} order={order} />
          ) : (
            <PieceChoice key={line.id} line={line} part={part} order={order} />
          )
        )}
      </ul>
    </div>
  )
}

type ChoiceProps = Props & { line: KlarnaLine }

function PieceChoice({ line, part, order }: ChoiceProps) {
  const { t } = useTranslation("klarna")
  const note = useId()
  const left = leftOf(part.kind, line)
  const quantity = part.picks[line.id] ?? 0
  const isTooMany = quantity > left
  return (
    <li className="flex items-center justify-between gap-x-4 px-4 py-3">
      <div className="flex min-w-0 flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus" className="break-words">
          {line.name}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
          {[line.reference, t("desk.part.left", { count: left, quantity: line.quantity })]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        {isTooMany && (
          <Text id={note} size="small" leading="compact" className="text-ui-fg-error">
            {t("desk.problem.quantity_too_high")}
          </Text>
        )}
      </div>
      <div className="flex shrink-0 flex-col items-end gap-y-1">
        <Input
          type="number"
          size="small"
          inputMode="decimal"
          className="w-20 text-right tabular-nums"
          min={0}
          max={left}
          step={Number.isInteger(left) ? 1 : "any"}
          value={quantity}
          aria-label={t("desk.part.quantityOf", { name: line.name })}
          aria-invalid={isTooMany}
          aria-describedby={isTooMany ? note : undefined}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => part.setQuantity(line.id, Math.max(0, Number(target.value) || 0))}
        />
        <Cost line={line} quantity={Math.min(quantity, left)} part={part} order={order} />
      </div>
    </li>
  )
}

function ShippingChoice({ line, part, order }: ChoiceProps) {
  const { t } = useTranslation("klarna")
  const id = useId()
  const left = leftOf(part.kind, line)
  const isChosen = (part.picks[line.id] ?? 0) > 0
  return (
    <li className="flex items-center justify-between gap-x-4 px-4 py-3">
      <div className="flex min-w-0 items-center gap-x-2">
        <Checkbox
          id={id}
          checked={isChosen}
          onCheckedChange={(checked) => part.setQuantity(line.id, checked === true ? left : 0)}
        />
        <Label htmlFor={id} size="small" weight="plus" className="min-w-0 break-words">
          {t("desk.part.shipping")}: {line.name}
        </Label>
      </div>
      <Cost line={line} quantity={left} part={part} order={order} />
    </li>
  )
}

function Cost({ line, quantity, part, order }: ChoiceProps & { quantity: number }) {
  const minor = quantity > 0 ? piecesOf(part.kind, line, quantity, order.currency_code) : 0
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle text-nowrap tabular-nums">
      {formatAmount(toMajor(minor, order.currency_code), order.currency_code)}
    </Text>
  )
}
