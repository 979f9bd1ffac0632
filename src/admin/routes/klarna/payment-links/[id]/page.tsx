import { Container, Skeleton } from "@medusajs/ui"
import { useLocation, useParams } from "react-router-dom"
import { Crumb } from "../../../../components/crumb"
import { LinkActions } from "../../../../components/payment-links/link-actions"
import { LinkCallbacks, LinkCalls } from "../../../../components/payment-links/link-calls"
import { LinkIds } from "../../../../components/payment-links/link-ids"
import { LinkOverview } from "../../../../components/payment-links/link-overview"
import { LinkTimeline } from "../../../../components/payment-links/link-timeline"
import { LoadFailed } from "../../../../components/payment-links/load-failed"
import { SendLink } from "../../../../components/payment-links/send-link"
import { UnresolvedAlert } from "../../../../components/unresolved/unresolved-alert"
import { isRefused } from "../../../../lib/payment-links/is-refused"
import { isPayable } from "../../../../lib/payment-links/link-state"
import type { ArrivalState } from "../../../../lib/payment-links/arrival"
import { useSession } from "../../../../lib/payment-links/use-session"
import { useUserNames } from "../../../../lib/payment-links/use-user-names"
import { useNow } from "../../../../lib/use-now"

/** One link, as it happens. */
const PaymentLink = () => {
  const { id = "" } = useParams()
  const { data, error, dataUpdatedAt, isFetching, refetch } = useSession(id)
  const { nameOf } = useUserNames()
  const now = useNow(data?.now, dataUpdatedAt)
  const arrival = useLocation().state as ArrivalState
  if (!data || isRefused(error)) {
    return (
      <Container className="p-0">
        {error ? (
          <LoadFailed error={error} isReading={isFetching} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-64 w-full" />
        )}
      </Container>
    )
  }
  const { session } = data
  return (
    <div className="grid w-full grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1fr)_440px]">
      {error && (
        <Container className="p-0 xl:col-span-2">
          <LoadFailed isSmall error={error} isReading={isFetching} onRetry={() => void refetch()} />
        </Container>
      )}
      {/* On a phone what happened comes before what was said to Klarna. */}
      <div className="contents min-w-0 flex-col gap-y-3 xl:flex">
        <LinkOverview
          session={session}
          now={now}
          nameOf={nameOf}
          actions={<LinkActions key={session.id} session={session} />}
        />
        {session.state === "authorized" && <UnresolvedAlert purchaseId={session.purchase_id} />}
        {isPayable(session) && (
          <SendLink
            key={session.id}
            session={session}
            meant={arrival?.contact}
            firstRefusal={
              arrival?.refusal && Object.assign(new Error(arrival.refusal.message), arrival.refusal)
            }
          />
        )}
        {session.calls && session.calls.length > 0 && (
          <div className="order-last min-w-0 xl:order-none">
            <LinkCalls calls={session.calls} />
          </div>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-y-3">
        <LinkTimeline session={session} now={now} nameOf={nameOf} />
        {session.events && session.events.length > 0 && <LinkCallbacks events={session.events} />}
        <LinkIds session={session} />
      </div>
    </div>
  )
}

export const handle = { breadcrumb: () => <Crumb text="links.detail.overview" /> }

export default PaymentLink
