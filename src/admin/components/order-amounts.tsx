import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { toMajor } from "../lib/desk/minor-amount"
import { formatAmount } from "../lib/format"
import type { KlarnaOrder, KlarnaState } from "../lib/klarna-order"
import { AmountsBar, returnedOf, Swatch, type BarPart } from "./desk/amounts-bar"

export function OrderAmounts({ order }: { order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  // Klarna shows amounts of what it is still checking, too.
  if (order.state !== "complete" && order.read !== "klarna") {
    const label = ENDED.includes(order.state) ? "amounts.unpaid" : "amounts.toPay"
    return <Amount label={t(label)} amount={order.order_amount} order={order} />
  }
  const returned = toMajor(returnedOf(order), order.currency_code)
  return (
    <div className="flex flex-col gap-y-4">
      <AmountsBar order={order} />
      <div className="flex flex-col gap-y-2">
        <Amount label={t("amounts.authorized")} amount={order.order_amount} order={order} />
        <Amount part="captured" label={t("amounts.captured")} amount={order.captured_amount} order={order} />
        <Amount part="refunded" label={t("amounts.refunded")} amount={order.refunded_amount} order={order} />
        {returned > 0 && (
          <Amount part="returned" label={t("desk.bar.returned")} amount={returned} order={order} />
        )}
        <Amount
          part="left"
          label={t("amounts.remaining")}
          amount={order.remaining_authorized_amount}
          order={order}
          strong
        />
      </div>
    </div>
  )
}

const ENDED: KlarnaState[] = ["rejected", "gone", "aborted"]

type AmountProps = { label: string; amount: number; order: KlarnaOrder; part?: BarPart; strong?: boolean }

function Amount({ label, amount, order, part, strong = false }: AmountProps) {
  const color = strong ? "text-ui-fg-base" : "text-ui-fg-subtle"
  const weight = strong ? "plus" : "regular"
  return (
    <div className={`${color} flex items-center justify-between gap-x-4`}>
      <div className="flex items-center gap-x-2">
        {part && <Swatch part={part} className="w-3 shrink-0" />}
        <Text size="small" leading="compact" weight={weight}>
          {label}
        </Text>
      </div>
      <Text size="small" leading="compact" weight={weight} className="text-nowrap tabular-nums">
        {formatAmount(amount, order.currency_code)}
      </Text>
    </div>
  )
}
