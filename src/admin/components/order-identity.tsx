import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatDate } from "../lib/format"
import type { KlarnaOrder } from "../lib/klarna-order"
import { methodWord, providerName } from "../lib/payment-words"
import { Copyable } from "./copyable"
import { Row } from "./row"

/** Less than this and somebody should capture today. */
const SOON_DAYS = 3

/** How it was paid, how long the money is held, and what to quote to Klarna. */
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
      <Row label={t("method.provider")}>{providerName(order)}</Row>
      {order.payment_method && (
        <Row label={t("method.label")}>
          <Method {...order.payment_method} />
        </Row>
      )}
      {expires_at && remaining_authorized_amount > 0 && (
        <Row label={t("expiry.label")}>
          <Expiry at={expires_at} days={order.days_left ?? 0} />
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

function Method({ type, number_of_installments }: NonNullable<KlarnaOrder["payment_method"]>) {
  const { t } = useTranslation("klarna")
  const word = methodWord(type)
  const name = "key" in word ? t(`method.${word.key}`) : word.name
  const parts = number_of_installments && t("method.parts", { count: number_of_installments })
  return (
    <Text size="small" leading="compact">
      {parts ? `${name}, ${parts}` : name}
    </Text>
  )
}

function Expiry({ at, days }: { at: string; days: number }) {
  const { t } = useTranslation("klarna")
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
        {days <= 0 ? t("expiry.lastDay") : t("expiry.daysLeft", { count: days })}
      </Text>
    </div>
  )
}
