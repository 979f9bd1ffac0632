import { useCustomer } from "../customer"
import { messages } from "../messages"
import { Loading } from "../parts/loading"
import { LogInForm } from "../parts/log-in-form"
import { Problem } from "../parts/problem"
import { SubscriptionList } from "../parts/subscription-list"
import { TokenList } from "../parts/token-list"
import { useAction } from "../use-action"
import { useTitle } from "../use-title"

export function AccountPage() {
  useTitle(messages.account.title)
  const { state, logOut } = useCustomer()
  const { busy, problem, run } = useAction()
  if (state.status === "loading") return <Loading />
  if (state.status === "guest") {
    return (
      <div className="account">
        <h1>{messages.account.title}</h1>
        <p>{messages.account.why}</p>
        <LogInForm />
      </div>
    )
  }
  return (
    <div className="account">
      <h1>{messages.account.title}</h1>
      <p className="account-who">
        <span data-testid="customer-email">{state.customer.email}</span>{" "}
        <button type="button" className="link-button" aria-disabled={busy} onClick={() => void run(logOut)}>
          {messages.account.logOut}
        </button>
      </p>
      <Problem text={problem} />
      <section aria-labelledby="subscriptions">
        <h2 id="subscriptions">{messages.account.subscriptions}</h2>
        <SubscriptionList />
      </section>
      <section aria-labelledby="tokens">
        <h2 id="tokens">{messages.account.tokens}</h2>
        <TokenList />
      </section>
    </div>
  )
}
