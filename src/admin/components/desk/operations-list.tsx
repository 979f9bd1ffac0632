import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatDateTime } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { useUserNames } from "../../lib/payment-links/use-user-names"
import { Operation } from "../unconfirmed-operations"

/** Everything that was sent to Klarna for the order, newest first, with who asked for it. */
export function OperationsList({ order }: { order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  const { nameOf } = useUserNames()
  if (!order.operations.length) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {t("desk.operations.none")}
      </Text>
    )
  }
  return (
    <ol className="divide-y">
      {[...order.operations].reverse().map((operation) => {
        const time = formatDateTime(operation.created_at)
        return (
          <li key={operation.id} className="px-6 py-4" data-operation={operation.kind}>
            <Operation
              operation={operation}
              currencyCode={order.currency_code}
              origin={
                operation.created_by
                  ? t("desk.operations.by", { time, name: nameOf(operation.created_by) })
                  : t("desk.operations.bySystem", { time })
              }
            />
          </li>
        )
      })}
    </ol>
  )
}
