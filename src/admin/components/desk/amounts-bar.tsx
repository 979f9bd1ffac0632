import { useTranslation } from "react-i18next"
import { toMajor, toMinor } from "../../lib/desk/minor-amount"
import { formatAmount } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"

/** Which part of what was authorized; each has a pattern of its own, so that nobody has to tell colours apart. */
export type BarPart = "captured" | "refunded" | "left" | "returned"

const PATTERNS: Record<BarPart, { color: string; image?: string }> = {
  captured: { color: "bg-ui-tag-green-icon" },
  refunded: { color: "bg-ui-tag-orange-icon", image: stripes("135deg") },
  left: { color: "bg-ui-tag-blue-bg shadow-borders-base", image: undefined },
  returned: { color: "bg-ui-tag-neutral-icon", image: stripes("90deg") },
}

function stripes(direction: string) {
  return `repeating-linear-gradient(${direction}, transparent 0 3px, rgba(255,255,255,.55) 3px 5px)`
}

/** What became of the authorized amount, as one bar. The numbers beside it say the same in words. */
export function AmountsBar({ order }: { order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  const { currency_code, order_amount, refunded_amount, remaining_authorized_amount } = order
  const minor = (major: number) => toMinor(major, currency_code)
  const parts: [BarPart, number][] = [
    ["captured", minor(order.captured_amount) - minor(refunded_amount)],
    ["refunded", minor(refunded_amount)],
    ["left", minor(remaining_authorized_amount)],
    ["returned", returnedOf(order)],
  ]
  const words = Object.fromEntries(
    parts.map(([part, amount]) => [part, formatAmount(toMajor(amount, currency_code), currency_code)])
  )
  return (
    <div
      role="img"
      aria-label={t("desk.bar.label", { ...words, total: formatAmount(order_amount, currency_code) })}
      className="flex h-3 w-full gap-x-0.5"
    >
      {parts.map(
        ([part, amount]) =>
          amount > 0 && <Swatch key={part} part={part} className="min-w-2" style={{ flexGrow: amount }} />
      )}
    </div>
  )
}

/** What Klarna has given back without capturing it. Minor units. */
export function returnedOf(order: KlarnaOrder): number {
  const minor = (major: number) => toMinor(major, order.currency_code)
  return Math.max(
    0,
    minor(order.order_amount) - minor(order.captured_amount) - minor(order.remaining_authorized_amount)
  )
}

type SwatchProps = { part: BarPart; className?: string; style?: { flexGrow: number } }

export function Swatch({ part, className = "", style }: SwatchProps) {
  const { color, image } = PATTERNS[part]
  return (
    <span
      aria-hidden
      className={`${color} ${className} inline-block h-3 rounded-sm`}
      style={{ ...style, ...(image ? { backgroundImage: image } : {}) }}
    />
  )
}
