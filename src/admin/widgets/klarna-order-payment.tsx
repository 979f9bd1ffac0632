import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { KlarnaOrder } from "../components/klarna-order"
import { KlarnaOrderFailed } from "../components/klarna-order-failed"
import { KlarnaOrderLoading } from "../components/klarna-order-loading"
import { KlarnaSection } from "../components/klarna-section"
import { OrderLinks } from "../components/payment-links/order-links"
import { isPaidWithKlarna, moneyFingerprint } from "../lib/medusa-payments"
import { useKlarnaOrder } from "../lib/use-klarna-order"

/**
 * The order page's Klarna section. An order that has nothing to do with Klarna shows
 * nothing but, when it owes something, how to pay it by a link.
 */
const KlarnaOrderPayment = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { t } = useTranslation("klarna")
  const [chosen, setChosen] = useState<string>()
  const { data, error, dataUpdatedAt, isFetching, refetch } = useKlarnaOrder(
    order.id,
    chosen,
    moneyFingerprint(order)
  )
  const read = async () => {
    const { error: failure } = await refetch()
    if (failure) toast.error(t("failed.text", { message: failure.message }))
  }
  if (data) {
    return (
      <KlarnaOrder
        orderId={order.id}
        order={data}
        readAt={dataUpdatedAt}
        isReading={isFetching}
        onRead={read}
        onChoose={setChosen}
      >
        <OrderLinks orderId={order.id} fingerprint={moneyFingerprint(order)} />
      </KlarnaOrder>
    )
  }
  if (data === null || !isPaidWithKlarna(order)) {
    return (
      <OrderLinks
        orderId={order.id}
        fingerprint={moneyFingerprint(order)}
        frame={(links) => <KlarnaSection>{links}</KlarnaSection>}
      />
    )
  }
  if (error) return <KlarnaOrderFailed error={error} isReading={isFetching} onRetry={read} />
  return <KlarnaOrderLoading />
}

export const config = defineWidgetConfig({ zone: "order.details.side", id: "klarna:order-payment" })

export default KlarnaOrderPayment
