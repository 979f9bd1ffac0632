import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { isAtKlarna } from "../../lib/standing"
import { Block } from "../klarna-section"
import { LastError } from "../last-error"
import { OrderAmounts } from "../order-amounts"
import { OrderBadges } from "../order-badges"
import { OrderIdentity } from "../order-identity"
import { DeskActions } from "./desk-actions"
import { LinesTable } from "./lines-table"
import { OperationsList } from "./operations-list"
import { OrderChoice } from "./order-choice"
import { Panel } from "./panel"
import { PartsList } from "./parts-list"
import { ReadAgain } from "./read-again"
import { Warnings } from "./warnings"

type Props = {
  orderId: string
  /** As staff and shopper see it; unknown while Medusa has not said. */
  number: number | undefined
  order: KlarnaOrder
  readAt: number
  isReading: boolean
  onRead: () => void
  /** Another of several Klarna orders. */
  onChoose: (klarnaOrderId: string) => void
}

/** All there is to see and to do about an order's Klarna payment. */
export function DeskPage({ orderId, number, order, onChoose, ...reading }: Props) {
  const { t } = useTranslation("klarna")
  const title = number === undefined ? t("desk.title") : t("desk.titleOfOrder", { number })
  return (
    <div className="flex w-full flex-col gap-x-4 gap-y-3 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px] xl:items-start">
      <div className="flex min-w-0 flex-col gap-y-3">
        <Panel title={title} level="h1" aside={<OrderBadges order={order} />}>
          <OrderChoice order={order} onChoose={onChoose} />
          <Warnings orderId={orderId} order={order} />
          <Block>
            <OrderAmounts order={order} />
          </Block>
          {isAtKlarna(order) && (
            <Block>
              <DeskActions orderId={orderId} order={order} />
            </Block>
          )}
        </Panel>
        <Panel title={t("desk.parts.title")}>
          <Block>
            <PartsList orderId={orderId} order={order} />
          </Block>
        </Panel>
        {order.lines.length > 0 && (
          <Panel title={t("desk.lines.title")}>
            <LinesTable order={order} />
          </Panel>
        )}
        <Panel title={t("desk.operations.title")}>
          <OperationsList order={order} />
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-y-3">
        <Panel title={t("title")} aside={<ToOrder orderId={orderId} />}>
          <Block>
            <OrderIdentity order={order} />
          </Block>
          {order.last_error && (
            <Block>
              <LastError error={order.last_error} />
            </Block>
          )}
          <ReadAgain order={order} {...reading} />
        </Panel>
      </div>
    </div>
  )
}

function ToOrder({ orderId }: { orderId: string }) {
  const { t } = useTranslation("klarna")
  return (
    <Button size="small" variant="secondary" asChild>
      <Link to={`/orders/${orderId}`}>{t("desk.toOrder")}</Link>
    </Button>
  )
}
