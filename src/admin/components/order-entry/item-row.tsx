import { Trash } from "@medusajs/icons"
import { Hint, IconButton, Input, Text } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import type { DraftItem } from "../../lib/order-entry/draft"

type Props = {
  item: DraftItem
  currency: string
  /** Pieces, or null when nobody counts. */
  stock: number | null
  onQuantity: (quantity: number) => void
}

const TYPING_MS = 500
const MOST = 10_000

/** One line of the order. Its total is Medusa's; the quantity goes there once it is typed. */
export function ItemRow({ item, currency, stock, onQuantity }: Props) {
  const { t } = useTranslation("klarna")
  const [typed, setTyped] = useState(String(item.quantity))
  useEffect(() => setTyped(String(item.quantity)), [item.quantity])
  const quantity = Number(typed)
  const isValid = Number.isInteger(quantity) && quantity > 0 && quantity <= MOST
  const asked = useRef<number>()
  const ask = () => {
    if (!isValid || quantity === item.quantity || quantity === asked.current) return
    asked.current = quantity
    onQuantity(quantity)
  }
  useEffect(() => {
    const timer = setTimeout(ask, TYPING_MS)
    return () => clearTimeout(timer)
    // A new function with the same meaning does not start the wait anew.
  }, [quantity, isValid, item.quantity])
  const isTooMany = stock !== null && quantity > stock
  return (
    <li className="flex flex-col gap-y-1">
      <div className="grid grid-cols-[minmax(0,1fr)_72px_auto] items-center gap-x-3 sm:grid-cols-[minmax(0,1fr)_72px_112px_auto]">
        <div className="min-w-0">
          <Text size="small" leading="compact" weight="plus" className="break-words">
            {item.title}
          </Text>
          <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
            {[item.variant_title, formatAmount(item.unit_price, currency)].filter(Boolean).join(" · ")}
          </Text>
        </div>
        <Input
          type="number"
          size="small"
          min={1}
          max={MOST}
          step={1}
          value={typed}
          aria-label={t("entry.products.quantity", { title: item.title })}
          aria-invalid={!isValid || isTooMany || undefined}
          onChange={({ target }) => {
            asked.current = undefined
            setTyped(target.value)
          }}
          onBlur={() => (isValid ? ask() : setTyped(String(item.quantity)))}
        />
        <Text size="small" className="hidden text-right tabular-nums sm:block">
          {formatAmount(item.total, currency)}
        </Text>
        <IconButton
          type="button"
          size="small"
          variant="transparent"
          aria-label={t("entry.products.remove", { title: item.title })}
          onClick={() => onQuantity(0)}
        >
          <Trash />
        </IconButton>
      </div>
      {isTooMany && (
        <Hint variant="error" role="alert">
          {t("entry.products.tooMany", { number: stock })}
        </Hint>
      )}
    </li>
  )
}
