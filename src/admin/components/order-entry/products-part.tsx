import { Hint, Text } from "@medusajs/ui"
import { useState, type ReactNode, type Ref } from "react"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import type { Draft } from "../../lib/order-entry/draft"
import type { Region } from "../../lib/order-entry/use-shop"
import { useFoundVariants, type Variant } from "../../lib/order-entry/use-variants"
import { ItemRow } from "./item-row"
import { Part } from "./part"
import { SearchBox } from "./search-box"

type Props = {
  region: Region | undefined
  /** Whose prices they are, if somebody is known already. */
  customerId: string | undefined
  draft: Draft | undefined
  variants: Map<string, Variant> | undefined
  onAdd: (variantId: string) => void
  onQuantity: (itemId: string, quantity: number) => void
  inputRef: Ref<HTMLInputElement>
  /** Where it is sold, which decides what it costs. */
  children: ReactNode
}

/** What is bought. */
export function ProductsPart(props: Props) {
  const { region, customerId, draft, variants, onAdd, onQuantity, inputRef, children } = props
  const { t } = useTranslation("klarna")
  const [text, setText] = useState("")
  const { data, isFetching } = useFoundVariants(text, region && { regionId: region.id, customerId })
  const choices = (data ?? []).map((variant) => ({
    id: variant.id,
    content: <Found variant={variant} region={region} />,
    isDisabled: !region || variant.stock === 0 || variant.price === undefined,
  }))
  const add = (variantId: string) => {
    const item = draft?.items.find(({ variant_id }) => variant_id === variantId)
    if (item) onQuantity(item.id, item.quantity + 1)
    else onAdd(variantId)
  }
  return (
    <Part title={t("entry.products.title")}>
      {children}
      {region ? (
        <SearchBox
          label={t("entry.products.search")}
          placeholder={t("entry.products.placeholder")}
          resultsLabel={t("entry.products.results")}
          nothing={t("entry.products.none")}
          choices={choices}
          isSearching={isFetching}
          onSearch={setText}
          onChoose={add}
          inputRef={inputRef}
        />
      ) : (
        <Hint>{t("entry.link.needs.region")}</Hint>
      )}
      {draft?.items.length ? (
        <ul className="flex flex-col gap-y-3">
          {draft.items.map((item) => (
            <ItemRow
              key={item.id}
              item={item}
              currency={draft.currency_code}
              stock={variants?.get(item.variant_id ?? "")?.stock ?? null}
              onQuantity={(quantity) => onQuantity(item.id, quantity)}
            />
          ))}
        </ul>
      ) : (
        <Text size="small" className="text-ui-fg-muted">
          {t("entry.products.empty")}
        </Text>
      )}
    </Part>
  )
}

function Found({ variant, region }: { variant: Variant; region: Region | undefined }) {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex items-start justify-between gap-x-4">
      <div className="flex min-w-0 flex-col">
        <Text size="small" leading="compact" weight="plus" className="break-words">
          {variant.product === variant.title ? variant.title : `${variant.product} · ${variant.title}`}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle break-words">
          {[variant.sku, stockWords(t, variant)].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <Text size="small" leading="compact" className="text-nowrap tabular-nums">
        {variant.price === undefined || !region
          ? t("entry.products.noPrice", { currency: region?.currency_code.toUpperCase() })
          : formatAmount(variant.price, region.currency_code)}
      </Text>
    </div>
  )
}

function stockWords(
  t: (key: string, values?: Record<string, unknown>) => string,
  { stock, isBackorder }: Variant
): string {
  if (stock === null) return t(isBackorder ? "entry.products.backorder" : "entry.products.unlimited")
  return stock === 0 ? t("entry.products.soldOut") : t("entry.products.stock", { number: stock })
}
