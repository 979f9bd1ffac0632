import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { daysUntil, formatDate } from "../lib/format"
import type { KlarnaOrder } from "../lib/klarna-order"
import { Copyable } from "./copyable"
import { Row } from "./row"

/** Less than this and somebody should capture today. */
const SOON_DAYS = 3

/** What to quote to Klarna, and how long the money is held. */
export function OrderIdentity({ order }: { order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  const { klarna_reference, klarna_order_id, page, expires_at, remaining_authorized_amount } = order
  const ids = [
    { label: t("ids.reference"), value: klarna_reference },
    { label: t("ids.order"), value: klarna_order_id },
    { label: t("ids.page"), value: page?.hpp_session_id },
  ]
  return (
    <>
      {expires_at && remaining_authorized_amount > 0 && (
        <Row label={t("expiry.label")}>
          <Expiry at={expires_at} />
        </Row>
      )}
      {ids.map(
        ({ label, value }) =>
          value && (
            <Row key={label} label={label}>
              <Copyable what={label} value={value} />
            </Row>
          )
      )}
    </>
  )
}

function Expiry({ at }: { at: string }) {
  const { t } = useTranslation("klarna")
  const days = daysUntil(at, Date.now())
  return (
    <div className="flex flex-col gap-y-1">
      <Text size="small" leading="compact">
        {formatDate(at)}
      </Text>
      <Text
        size="small"
        leading="compact"
        className={days < SOON_DAYS ? "text-ui-fg-error" : "text-ui-fg-muted"}
      >
        {days === 0 ? t("expiry.lastDay") : t("expiry.daysLeft", { count: days })}
      </Text>
    </div>
  )
}
