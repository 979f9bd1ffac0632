import { ChevronLeftMini, ChevronRightMini } from "@medusajs/icons"
import { IconButton, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { PAGE_SIZE } from "../../lib/payment-links/list-query"

type Props = { page: number; count: number; onPage: (page: number) => void; label?: string }

/**
 * @param props.page from 0
 * @param props.label of what is paged; links, if nothing is said
 */
export function Pager({ page, count, onPage, label }: Props) {
  const { t } = useTranslation("klarna")
  const from = page * PAGE_SIZE + 1
  const to = Math.min(count, from + PAGE_SIZE - 1)
  const number = new Intl.NumberFormat([])
  return (
    <nav
      aria-label={label ?? t("links.title")}
      className="flex items-center justify-between gap-x-4 px-6 py-3"
    >
      <Text size="small" className="text-ui-fg-subtle tabular-nums" aria-live="polite">
        {t("links.list.range", {
          from: number.format(Math.min(from, count)),
          to: number.format(to),
          total: number.format(count),
        })}
      </Text>
      <div className="flex gap-x-2">
        <IconButton
          size="small"
          aria-label={t("links.list.previous")}
          disabled={page === 0}
          onClick={() => onPage(page - 1)}
        >
          <ChevronLeftMini />
        </IconButton>
        <IconButton
          size="small"
          aria-label={t("links.list.next")}
          disabled={to >= count}
          onClick={() => onPage(page + 1)}
        >
          <ChevronRightMini />
        </IconButton>
      </div>
    </nav>
  )
}
