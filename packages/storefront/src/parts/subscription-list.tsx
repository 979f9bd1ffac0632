import { messages } from "../messages"
import { cancelSubscription, listSubscriptions, type Subscription } from "../subscriptions"
import { useAction } from "../use-action"
import { useLoaded } from "../use-loaded"
import { Failed } from "./failed"
import { Loading } from "./loading"
import { Problem } from "./problem"

/** What the customer is charged for again and again, and how to end it. */
export function SubscriptionList() {
  const { loaded, retry } = useLoaded(listSubscriptions, [])
  if (loaded.status === "loading") return <Loading />
  if (loaded.status === "failed") return <Failed error={loaded.error} retry={retry} />
  if (!loaded.value.length) return <p>{messages.account.noSubscriptions}</p>
  return (
    <ul className="account-list">
      {loaded.value.map((subscription) => (
        <Entry key={subscription.id} subscription={subscription} onCancelled={retry} />
      ))}
    </ul>
  )
}

function Entry({ subscription, onCancelled }: { subscription: Subscription; onCancelled: () => void }) {
  const { busy, problem, run } = useAction()
  const { id, name, status, interval, interval_count, next_charge_at, open_charge } = subscription
  const isLive = status === "active" || status === "past_due"

  function cancel() {
    if (!window.confirm(messages.account.cancelSure(name))) return
    void run(async () => {
      await cancelSubscription(id)
      onCancelled()
    })
  }

  return (
    <li className="account-entry" data-testid="subscription" data-status={status}>
      <div>
        <h3>{name}</h3>
        <p>
          {messages.subscription.every(interval, interval_count)} · {messages.account.status[status]}
          {next_charge_at && ` · ${messages.account.next(formatDate(next_charge_at))}`}
        </p>
        {open_charge?.redirect_url && (
          <a className="button" href={open_charge.redirect_url} data-testid="pay-renewal">
            {messages.account.payNow}
          </a>
        )}
        <Problem text={problem} />
      </div>
      {isLive && (
        <button
          type="button"
          className="button button-quiet"
          data-testid="cancel-subscription"
          aria-disabled={busy}
          onClick={cancel}
        >
          {messages.account.cancel}
        </button>
      )}
    </li>
  )
}

const formatDate = (date: string) => new Intl.DateTimeFormat([], { dateStyle: "long" }).format(new Date(date))
