import { Button, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatTime } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"

type Props = { order: KlarnaOrder; readAt: number; isReading: boolean; onRead: () => void }

/** When these numbers were read and from where, and how to read them anew. */
export function ReadAgain({ order, readAt, isReading, onRead }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
      <Text size="xsmall" leading="compact" className="text-ui-fg-muted" aria-live="polite">
        {t(order.read === "klarna" ? "read.klarna" : "read.ledger", { time: formatTime(readAt) })}
      </Text>
      <Button size="small" variant="secondary" className="shrink-0" onClick={onRead} isLoading={isReading}>
        {t("read.button")}
      </Button>
    </div>
  )
}
