import { Button, Hint, Skeleton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { formatAmount, formatDateTime } from "../../lib/format"
import { isMoving, isPayable } from "../../lib/payment-links/link-state"
import type { Session } from "../../lib/payment-links/session"
import { useFollowedOrder, useOrderLinks, useOutstanding } from "../../lib/payment-links/use-order-links"
import { useLingering } from "../../lib/use-lingering"
import { DisableLink } from "./disable-link"
import { LoadFailed } from "./load-failed"
import { MakeLink } from "./make-link"
import { SendInDrawer } from "./send-in-drawer"
import { StateBadge } from "./state-badge"

type Props = {
  orderId: string
  /** Changes whenever the order's money does. */
  fingerprint: string
  /** On a draft's page: shown also when there is nothing to pay and never was a link. */
  isAlways?: boolean
  frame?: (links: ReactNode) => ReactNode
}

/** What follows from the end of a link is done by then. */
const AFTERMATH_MS = 20_000

/** An order's links: what is still to be paid, the newest ones, and what can be done now. */
export function OrderLinks({ orderId, fingerprint, isAlways = false, frame = (links) => links }: Props) {
  const { t } = useTranslation("klarna")
  const links = useOrderLinks(orderId)
  const list = links.data
  const isWatched = useLingering(list?.sessions.some(isMoving) ?? false, AFTERMATH_MS)
  const owed = useOutstanding(orderId, fingerprint, isWatched)
  const outstanding = owed.data
  useFollowedOrder(orderId, outstanding)
  if (!outstanding || !list) {
    const error = owed.error ?? links.error
    const retry = () => void Promise.all([owed.refetch(), links.refetch()])
    const isReading = owed.isFetching || links.isFetching
    if (error) return frame(<LoadFailed error={error} isReading={isReading} onRetry={retry} isSmall />)
    return isAlways ? frame(<Loading />) : null
  }
  const { sessions, count } = list
  const { obstacle } = outstanding
  if (!isAlways && obstacle && !count) return null
  const [latest] = sessions
  const open = latest && isPayable(latest) ? latest : undefined
  return frame(
    <div className="flex flex-col gap-y-4 px-6 py-4" data-part="payment-links">
      <div className="flex items-center justify-between gap-x-4">
        <Text size="small" leading="compact" weight="plus">
          {t("links.widget.title")}
        </Text>
        {!obstacle && (
          <Text size="small" leading="compact" className="text-ui-fg-subtle text-nowrap tabular-nums">
            {t("links.widget.outstanding")}: {formatAmount(outstanding.amount, outstanding.currency_code)}
          </Text>
        )}
      </div>
      {sessions.length > 0 && (
        <ul className="flex flex-col gap-y-3">
          {sessions.map((session) => (
            <LinkRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {count > sessions.length && (
        <Link
          to={`/klarna/payment-links?q=${orderId}`}
          className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
        >
          {t("links.widget.history")}
        </Link>
      )}
      {obstacle && <Hint>{t(`links.refusal.${obstacle}`, { defaultValue: obstacle })}</Hint>}
      {isAlways && !outstanding.is_draft && (
        <Hint>
          {t("links.widget.placed")}{" "}
          <Link to={`/orders/${orderId}`} className="text-ui-fg-interactive">
            {t("links.widget.openOrder")}
          </Link>
        </Hint>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {outstanding.is_draft && (
          <Button size="small" variant="transparent" asChild>
            <Link to={`/klarna/payment-links/new?draft=${orderId}`}>{t("links.widget.continue")}</Link>
          </Button>
        )}
        {open && <DisableLink id={open.id} />}
        {open && <SendInDrawer session={open} />}
        <MakeLink outstanding={outstanding} latest={latest} />
      </div>
    </div>
  )
}

const Loading = () => (
  <div className="px-6 py-4" aria-busy>
    <Skeleton className="h-20 w-full" />
  </div>
)

const LinkRow = ({ session }: { session: Session }) => (
  <li className="flex items-center justify-between gap-x-4">
    <div className="flex min-w-0 flex-col">
      <Link
        to={`/klarna/payment-links/${session.id}`}
        className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover tabular-nums"
      >
        {formatAmount(session.amount, session.currency_code)}
      </Link>
      <Text size="xsmall" leading="compact" className="text-ui-fg-muted truncate">
        {formatDateTime(session.created_at)}
      </Text>
    </div>
    <StateBadge state={session.state} />
  </li>
)
