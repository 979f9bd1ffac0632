import type { ReactNode } from "react"
import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { deskPage } from "../lib/desk/desk-path"
import type { KlarnaOrder as Order } from "../lib/klarna-order"
import { isAtKlarna } from "../lib/standing"
import { unconfirmed } from "../lib/unsettled"
import { DeskActions } from "./desk/desk-actions"
import { OrderChoice } from "./desk/order-choice"
import { PartsList } from "./desk/parts-list"
import { ReadAgain } from "./desk/read-again"
import { Warnings } from "./desk/warnings"
import { Block, KlarnaSection } from "./klarna-section"
import { LastError } from "./last-error"
import { OrderAmounts } from "./order-amounts"
import { OrderBadges } from "./order-badges"
import { OrderIdentity } from "./order-identity"
import { UnconfirmedOperations } from "./unconfirmed-operations"

type Props = {
  orderId: string
  order: Order
  readAt: number
  isReading: boolean
  onRead: () => void
  /** Another of several Klarna orders. */
  onChoose: (klarnaOrderId: string) => void
  /** More about the same payment, between what it is and how it was read. */
  children?: ReactNode
}

/** The Klarna payment of an order: what staff decide on, and what they quote when they ask Klarna. */
export function KlarnaOrder({ orderId, order, onChoose, children, ...reading }: Props) {
  const { t } = useTranslation("klarna")
  const operations = unconfirmed(order)
  const { last_error } = order
  const showsError = last_error && !operations.some(({ kind }) => kind === last_error.operation)
  return (
    <KlarnaSection badges={<OrderBadges order={order} />}>
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
      {(operations.length > 0 || showsError) && (
        <Block>
          <UnconfirmedOperations operations={operations} currencyCode={order.currency_code} />
          {showsError && <LastError error={last_error} />}
        </Block>
      )}
      {order.captures.length + order.refunds.length > 0 && (
        <Block>
          <PartsList orderId={orderId} order={order} />
        </Block>
      )}
      <Block>
        <OrderIdentity order={order} />
      </Block>
      {children}
      <div className="flex px-6 py-4">
        <Button size="small" variant="transparent" className="-ml-2" asChild>
          <Link to={deskPage(orderId, order.klarna_order_id)}>{t("desk.open")}</Link>
        </Button>
      </div>
      <ReadAgain order={order} {...reading} />
    </KlarnaSection>
  )
}
