import { StatusBadge, Table, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { deskPage } from "../../lib/desk/desk-path"
import { errorText, type Translate } from "../../lib/desk/explain-refusal"
import type { OrderAtRisk } from "../../lib/desk/use-orders-at-risk"
import { formatAmount, formatDate } from "../../lib/format"
import { DoNotShipMark } from "../do-not-ship"

type Props = { orders: OrderAtRisk[] }

/** Orders as rows of a table, and as cards where a table has no room. */
export function RiskList({ orders }: Props) {
  return (
    <>
      <div className="hidden overflow-x-auto md:block">
        <RiskTable orders={orders} />
      </div>
      <ul className="divide-y md:hidden">
        {orders.map((order) => (
          <RiskCard key={order.order_id} order={order} />
        ))}
      </ul>
    </>
  )
}

function RiskTable({ orders }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("desk.risk.order")}</Table.HeaderCell>
          <Table.HeaderCell>{t("desk.risk.daysLeft")}</Table.HeaderCell>
          <Table.HeaderCell>{t("desk.risk.ends")}</Table.HeaderCell>
          <Table.HeaderCell>{t("desk.risk.reference")}</Table.HeaderCell>
          <Table.HeaderCell>{t("desk.risk.lastError")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("desk.risk.left")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {orders.map((order) => (
          <Table.Row key={order.order_id} className="relative">
            <Table.Cell>
              <OrderLink order={order} />
            </Table.Cell>
            <Table.Cell>
              <div className="flex max-w-64 flex-col items-start gap-y-1 py-1">
                <DaysLeft days={order.days_left} />
                {order.do_not_ship && <DoNotShipMark mark={order.do_not_ship} />}
              </div>
            </Table.Cell>
            <Table.Cell className="text-nowrap">
              {order.expires_at ? formatDate(order.expires_at) : "–"}
            </Table.Cell>
            <Table.Cell className="text-nowrap">{order.klarna_reference ?? "–"}</Table.Cell>
            <Table.Cell className="min-w-56 max-w-80 whitespace-normal text-pretty py-1">
              {openError(t, order) ?? "–"}
            </Table.Cell>
            <Table.Cell className="text-nowrap text-right tabular-nums">
              {formatAmount(order.remaining_authorized_amount, order.currency_code)}
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  )
}

function RiskCard({ order }: { order: OrderAtRisk }) {
  const { t } = useTranslation("klarna")
  const error = openError(t, order)
  return (
    <li className="relative flex flex-col gap-y-2 px-6 py-3">
      <div className="flex items-center justify-between gap-x-4">
        <OrderLink order={order} />
        <Text size="small" leading="compact" weight="plus" className="text-nowrap tabular-nums">
          {formatAmount(order.remaining_authorized_amount, order.currency_code)}
        </Text>
      </div>
      <div className="flex items-center justify-between gap-x-4">
        <DaysLeft days={order.days_left} />
        <Text size="small" leading="compact" className="text-ui-fg-subtle text-nowrap">
          {order.expires_at ? formatDate(order.expires_at) : ""}
        </Text>
      </div>
      {order.do_not_ship && <DoNotShipMark mark={order.do_not_ship} />}
      {error && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words text-pretty">
          {error}
        </Text>
      )}
    </li>
  )
}

/** Not one that was overcome. */
const openError = (t: Translate, { last_error }: OrderAtRisk): string | undefined =>
  last_error && !last_error.resolved_at ? errorText(t, last_error) : undefined

/** The whole row leads to the desk. */
function OrderLink({ order: { order_id, klarna_order_id, display_id } }: { order: OrderAtRisk }) {
  const { t } = useTranslation("klarna")
  return (
    <Link
      to={deskPage(order_id, klarna_order_id)}
      className="text-ui-fg-base txt-compact-small-plus focus-visible:after:shadow-borders-focus text-nowrap outline-none after:absolute after:inset-0 after:content-['']"
    >
      {display_id === null ? t("desk.risk.unknownOrder") : `#${display_id}`}
    </Link>
  )
}

function DaysLeft({ days }: { days: number | null }) {
  const { t } = useTranslation("klarna")
  if (days === null) return "–"
  const isLast = days <= 0
  const words =
    days < 0 ? t("desk.risk.over") : isLast ? t("expiry.lastDay") : t("expiry.daysLeft", { count: days })
  return (
    <StatusBadge color={isLast ? "red" : "orange"} className="text-nowrap">
      {words}
    </StatusBadge>
  )
}
