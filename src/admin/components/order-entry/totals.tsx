import { Spinner } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import type { Draft } from "../../lib/order-entry/draft"

/** What Medusa says it comes to; nothing is calculated here. */
export function Totals({ draft, isBusy }: { draft: Draft | undefined; isBusy: boolean }) {
  const { t } = useTranslation("klarna")
  // Nothing is taxed before it is known where it goes.
  const isTaxed = Boolean(draft?.shipping_address?.country_code)
  const lines = draft
    ? ([
        ["items", draft.original_item_total],
        ["delivery", draft.original_shipping_total],
        ...(draft.discount_total ? ([["discount", -draft.discount_total]] as const) : []),
        ["tax", draft.tax_total],
      ] as const)
    : []
  return (
    <div className="flex flex-col gap-y-2" aria-live="polite" aria-busy={isBusy} data-part="totals">
      {lines.map(([name, amount]) => (
        <div key={name} className="text-ui-fg-subtle flex items-center justify-between gap-x-4">
          <Text size="small">{t(`entry.totals.${name}`)}</Text>
          <Text size="small" className="tabular-nums">
            {name === "tax" && !isTaxed
              ? t("entry.totals.taxLater")
              : formatAmount(amount, draft?.currency_code ?? "")}
          </Text>
        </div>
      ))}
      <div className="flex items-center justify-between gap-x-4">
        <Text weight="plus">{t("entry.totals.total")}</Text>
        <div className="flex items-center gap-x-2">
          {isBusy && (
            <Spinner className="text-ui-fg-muted animate-spin" aria-label={t("entry.totals.updating")} />
          )}
          <Text weight="plus" className="tabular-nums" data-part="total">
            {draft ? formatAmount(draft.total, draft.currency_code) : "–"}
          </Text>
        </div>
      </div>
    </div>
  )
}
