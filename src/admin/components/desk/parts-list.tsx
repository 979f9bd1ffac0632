import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatAmount, formatDateTime } from "../../lib/format"
import type { KlarnaCapture, KlarnaOrder, KlarnaRefund } from "../../lib/klarna-order"
import { AddShipment } from "./add-shipment"
import { PartIds } from "./part-ids"
import { ShipmentLine } from "./shipment-line"

type Props = { orderId: string; order: KlarnaOrder }

/** Captures with how they were sent, and refunds, oldest first: each with what Klarna calls it. */
export function PartsList({ orderId, order }: Props) {
  const { t } = useTranslation("klarna")
  const { captures, refunds } = order
  if (!captures.length && !refunds.length) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("desk.parts.none")}
      </Text>
    )
  }
  return (
    <ul className="flex flex-col gap-y-4">
      {captures.map((capture, at) => (
        <Capture key={capture.capture_id ?? at} capture={capture} orderId={orderId} order={order} />
      ))}
      {refunds.map((refund, at) => (
        <Refund key={refund.refund_id ?? at} refund={refund} order={order} />
      ))}
    </ul>
  )
}

function Capture({ capture, orderId, order }: Props & { capture: KlarnaCapture }) {
  const { t } = useTranslation("klarna")
  const { captured_amount, captured_at, refunded_amount, shipments } = capture
  const refunded = refunded_amount
    ? t("desk.parts.ofIt", { amount: formatAmount(refunded_amount, order.currency_code) })
    : null
  return (
    <li className="flex flex-col gap-y-2" data-part="capture">
      <Head label={t("desk.parts.capture")} amount={captured_amount} at={captured_at} order={order} />
      {refunded && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {refunded}
        </Text>
      )}
      <Goods reference={capture.reference} order={order} />
      <PartIds
        ids={{ klarnaReference: capture.klarna_reference, captureId: capture.capture_id }}
        part={formatAmount(captured_amount, order.currency_code)}
      />
      {shipments.map((shipment, at) => (
        <ShipmentLine key={at} shipment={shipment} />
      ))}
      {capture.capture_id && (
        <AddShipment
          orderId={orderId}
          order={order}
          captureId={capture.capture_id}
          amount={formatAmount(captured_amount, order.currency_code)}
        />
      )}
    </li>
  )
}

function Refund({ refund, order }: { refund: KlarnaRefund; order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  return (
    <li className="flex flex-col gap-y-2" data-part="refund">
      <Head
        label={t("desk.parts.refund")}
        amount={refund.refunded_amount}
        at={refund.refunded_at}
        order={order}
      />
      <Goods reference={refund.reference} order={order} />
      {refund.return_fee !== null && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {t("desk.parts.returnFee", { amount: formatAmount(refund.return_fee, order.currency_code) })}
        </Text>
      )}
      {refund.note && (
        <Text size="small" className="text-ui-fg-subtle break-words">
          {t("desk.parts.note", { note: refund.note })}
        </Text>
      )}
      <PartIds
        ids={{ refundId: refund.refund_id }}
        part={formatAmount(refund.refunded_amount, order.currency_code)}
      />
    </li>
  )
}

type HeadProps = { label: string; amount: number; at: string | null; order: KlarnaOrder }

function Head({ label, amount, at, order }: HeadProps) {
  return (
    <div className="flex items-baseline justify-between gap-x-4">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <Text size="small" leading="compact" weight="plus">
          {label}
        </Text>
        {at && (
          <Text size="xsmall" leading="compact" className="text-ui-fg-muted">
            {formatDateTime(at)}
          </Text>
        )}
      </div>
      <Text size="small" leading="compact" weight="plus" className="text-nowrap tabular-nums">
        {formatAmount(amount, order.currency_code)}
      </Text>
    </div>
  )
}

/** Which pieces it was for, as far as it was one of ours that named them. */
function Goods({ reference, order }: { reference: string | null; order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  const items = order.operations.find(({ id }) => id === reference)?.items ?? []
  const words = items.flatMap(({ id, quantity }) => {
    const line = order.lines.find((each) => each.id === id)
    return line ? [t("desk.parts.piece", { quantity, name: line.name })] : []
  })
  if (!words.length) return null
  return (
    <Text size="small" className="text-ui-fg-subtle break-words">
      {words.join(", ")}
    </Text>
  )
}
