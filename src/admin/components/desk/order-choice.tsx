import { clx, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatAmount, formatDate } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { Block } from "../klarna-section"

type Props = { order: KlarnaOrder; onChoose: (klarnaOrderId: string) => void }

/** Which of an order's Klarna payments is shown and acted on, where a change was paid by itself. */
export function OrderChoice({ order, onChoose }: Props) {
  const { t } = useTranslation("klarna")
  const { klarna_orders } = order
  if (klarna_orders.length < 2) return null
  return (
    <Block>
      <div className="flex flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {t("desk.orders.title", { number: klarna_orders.length })}
        </Text>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("desk.orders.hint")}
        </Text>
      </div>
      <ul className="flex flex-col gap-y-2" data-testid="klarna-orders">
        {klarna_orders.map(({ klarna_order_id: id, ...paying }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === order.klarna_order_id}
              onClick={() => id && onChoose(id)}
              className={clx(
                "bg-ui-bg-component hover:bg-ui-bg-component-hover focus-visible:shadow-borders-focus txt-compact-small flex w-full flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-md px-3 py-2 text-left outline-none",
                id === order.klarna_order_id
                  ? "text-ui-fg-base shadow-borders-interactive-with-active"
                  : "text-ui-fg-subtle shadow-borders-base"
              )}
            >
              <span className="txt-compact-small-plus text-nowrap tabular-nums">
                {formatAmount(paying.order_amount, paying.currency_code)}
              </span>
              <span>{paying.klarna_reference}</span>
              <span className="text-nowrap">{formatDate(paying.created_at)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Block>
  )
}
