import { Alert, Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { formatAmount, formatDateTime } from "../../lib/format"
import { isPaid, isPayable, isRejected } from "../../lib/payment-links/link-state"
import type { SessionDetail } from "../../lib/payment-links/session"
import { timeLeft } from "../../lib/payment-links/time-left"
import { useOrderLinks } from "../../lib/payment-links/use-order-links"
import { providerName } from "../../lib/payment-words"
import { Copyable } from "../copyable"
import { Row } from "../row"
import { CorrelationId } from "../correlation-id"
import { StateBadge } from "./state-badge"

type Props = {
  session: SessionDetail
  now: number
  nameOf: (userId: string) => string
  actions: ReactNode
}

/** What the link asks of whom, and where it stands. */
export function LinkOverview({ session, now, nameOf, actions }: Props) {
  const { t } = useTranslation("klarna")
  const { order } = session
  // What went wrong on the way to an order that is there is nobody's business any more.
  const last_error = isPaid(session) && order?.is_draft_order === false ? null : session.last_error
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <div className="flex flex-wrap items-center gap-2">
          <Heading>{order ? nameOfOrder(t, order) : t("links.detail.overview")}</Heading>
          <span role="status" aria-live="polite">
            <StateBadge state={session.state} />
          </span>
        </div>
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      </div>
      <Hint session={session} />
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <Row label={t("links.detail.amount")}>
          <Text size="small" leading="compact" weight="plus" className="text-ui-fg-base tabular-nums">
            {formatAmount(session.amount, session.currency_code)}
          </Text>
        </Row>
        {order && (
          <Row label={t("links.detail.order")}>
            <Link
              className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
              to={`/${order.is_draft_order ? "draft-orders" : "orders"}/${order.id}`}
            >
              {nameOfOrder(t, order)}
            </Link>
          </Row>
        )}
        {order?.email && <Row label={t("links.detail.buyer")}>{order.email}</Row>}
        <Row label={t("links.channel.short")}>{t(`links.channel.${session.channel}`)}</Row>
        <Row label={t("links.detail.provider")}>{providerName(session)}</Row>
        <Row label={t("links.detail.made")}>
          {session.created_by
            ? t("links.detail.by", {
                time: formatDateTime(session.created_at),
                name: nameOf(session.created_by),
              })
            : formatDateTime(session.created_at)}
        </Row>
        {session.expires_at && isPayable(session) && (
          <Row label={t("links.detail.expires")}>
            <Expiry at={session.expires_at} now={now} />
          </Row>
        )}
        {session.end_reason && ENDINGS.includes(session.end_reason) && (
          <Row label={t("links.detail.reason")}>{t(`links.detail.ended.${session.end_reason}`)}</Row>
        )}
        {session.state === "replaced" && session.order_id && (
          <NewerLink id={session.id} orderId={session.order_id} />
        )}
        {session.note && <Row label={t("links.detail.reason")}>{session.note}</Row>}
        {session.redirect_url && isPayable(session) && (
          <Row label={t("links.detail.address")}>
            <Copyable what={t("links.detail.address")} value={session.redirect_url} />
          </Row>
        )}
      </div>
      {last_error?.message && (
        <div className="flex flex-col gap-y-2 px-6 py-4">
          <Text size="small" leading="compact" weight="plus">
            {t("links.detail.lastError")}
          </Text>
          <Text size="small" className="text-ui-fg-subtle break-words">
            {t(`links.refusal.${last_error.code}`, { defaultValue: last_error.code ?? "" })}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted break-words">
            {t("desk.refusal.said")}: {last_error.message}
          </Text>
          {last_error.correlation_id && <CorrelationId value={last_error.correlation_id} />}
        </div>
      )}
    </Container>
  )
}

type Translate = (key: string, values?: Record<string, unknown>) => string

export const nameOfOrder = (t: Translate, order: { display_id: number; is_draft_order: boolean }) =>
  t(order.is_draft_order ? "links.draft" : "links.order", { number: order.display_id })

const TONES: Readonly<Record<string, "success" | "warning" | "error" | "info">> = {
  completed: "success",
  pending: "warning",
  failed: "warning",
  error: "warning",
}

const HINTS = [
  "back",
  "failed",
  "error",
  "authorized",
  "pending",
  "completed",
  "cancelled",
  "disabled",
  "replaced",
  "expired",
]

function Hint({ session }: { session: SessionDetail }) {
  const { t } = useTranslation("klarna")
  const { state } = session
  if (!HINTS.includes(state)) return null
  const isStuck = isPaid(session) && session.order?.is_draft_order === true
  const hint = isRejected(session) ? "rejected" : isStuck ? "completedDraft" : state
  return (
    <div className="px-6 py-4">
      <Alert variant={isStuck ? "warning" : (TONES[state] ?? "info")}>{t(`links.hint.${hint}`)}</Alert>
    </div>
  )
}

/** Why it ended where neither staff nor the buyer ended it: the state alone would not tell. */
const ENDINGS = [
  "order_canceled",
  "other_payment",
  "other_session",
  "cart_gone",
  "abandoned",
  "customer_deleted",
  "not_made",
]

/** The one that took its place. */
function NewerLink({ id, orderId }: { id: string; orderId: string }) {
  const { t } = useTranslation("klarna")
  const newest = useOrderLinks(orderId).data?.sessions[0]
  if (!newest || newest.id === id) return null
  return (
    <Row label={t("links.state.replaced")}>
      <Link
        className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
        to={`/klarna/payment-links/${newest.id}`}
      >
        {t("links.detail.newer")}
      </Link>
    </Row>
  )
}

function Expiry({ at, now }: { at: string; now: number }) {
  const { t } = useTranslation("klarna")
  const left = timeLeft(at, now)
  return (
    <Text size="small" leading="compact" className="tabular-nums">
      {left
        ? t("links.detail.expiresAt", {
            left: t("links.detail.expiresIn", { left }),
            time: formatDateTime(at),
          })
        : t("links.detail.expired", { time: formatDateTime(at) })}
    </Text>
  )
}
