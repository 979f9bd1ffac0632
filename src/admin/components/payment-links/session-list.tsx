import { Table, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { formatAmount, formatDateTime } from "../../lib/format"
import type { Session } from "../../lib/payment-links/session"
import { StateBadge } from "./state-badge"

type Props = { sessions: Session[]; nameOf: (userId: string) => string }

/** Links as rows of a table, and as cards where a table has no room. */
export function SessionList(props: Props) {
  return (
    <>
      <div className="hidden overflow-x-auto md:block">
        <SessionTable {...props} />
      </div>
      <ul className="divide-y md:hidden">
        {props.sessions.map((session) => (
          <SessionCard key={session.id} session={session} />
        ))}
      </ul>
    </>
  )
}

function SessionTable({ sessions, nameOf }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("links.list.orderColumn")}</Table.HeaderCell>
          <Table.HeaderCell>{t("links.list.state")}</Table.HeaderCell>
          <Table.HeaderCell>{t("links.list.buyer")}</Table.HeaderCell>
          <Table.HeaderCell>{t("links.channel.short")}</Table.HeaderCell>
          <Table.HeaderCell>{t("links.list.agent")}</Table.HeaderCell>
          <Table.HeaderCell>{t("links.list.created")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("links.list.amount")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {sessions.map((session) => (
          <Table.Row key={session.id} className="relative">
            <Table.Cell>
              <SessionLink session={session} />
            </Table.Cell>
            <Table.Cell>
              <StateBadge state={session.state} />
            </Table.Cell>
            <Table.Cell className="max-w-56 truncate">{session.order?.email ?? "–"}</Table.Cell>
            <Table.Cell className="text-nowrap">{t(`links.channel.${session.channel}`)}</Table.Cell>
            <Table.Cell className="max-w-40 truncate">
              {session.created_by ? nameOf(session.created_by) : "–"}
            </Table.Cell>
            <Table.Cell className="text-nowrap">{formatDateTime(session.created_at)}</Table.Cell>
            <Table.Cell className="text-nowrap text-right tabular-nums">
              {formatAmount(session.amount, session.currency_code)}
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  )
}

function SessionCard({ session }: { session: Session }) {
  return (
    <li className="relative flex flex-col gap-y-1 px-6 py-3">
      <div className="flex items-center justify-between gap-x-4">
        <SessionLink session={session} />
        <Text size="small" leading="compact" weight="plus" className="text-nowrap tabular-nums">
          {formatAmount(session.amount, session.currency_code)}
        </Text>
      </div>
      <Text size="small" leading="compact" className="text-ui-fg-subtle truncate">
        {session.order?.email ?? formatDateTime(session.created_at)}
      </Text>
      <div>
        <StateBadge state={session.state} />
      </div>
    </li>
  )
}

/** The whole row leads to the link. */
function SessionLink({ session: { id, order } }: { session: Session }) {
  const { t } = useTranslation("klarna")
  const kind = order ? (order.is_draft_order ? "draft" : "order") : "checkout"
  return (
    <Link
      to={`/klarna/payment-links/${id}`}
      className="text-ui-fg-base txt-compact-small-plus text-nowrap outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:shadow-borders-focus"
    >
      {t(`links.${kind}`, { number: order?.display_id })}
    </Link>
  )
}
