import { Copy, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

/** An id that people paste elsewhere: whole, and wrapped rather than running out of the column. */
export function Copyable({ what, value }: { what: string; value: string }) {
  const { t } = useTranslation("klarna")
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_20px] items-start gap-x-2">
      <Text size="small" leading="compact" className="[overflow-wrap:anywhere]">
        {value}
      </Text>
      <Copy content={value} aria-label={t("copy", { what })} className="text-ui-fg-muted" />
    </div>
  )
}
