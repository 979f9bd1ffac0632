import { messages } from "../messages"
import { listCustomerTokens, removeCustomerToken, type CustomerToken } from "../subscriptions"
import { useAction } from "../use-action"
import { useLoaded } from "../use-loaded"
import { Failed } from "./failed"
import { Loading } from "./loading"
import { Problem } from "./problem"

/** What the customer agreed to be charged with; those that are over are not shown. */
export function TokenList() {
  const { loaded, retry } = useLoaded(listCustomerTokens, [])
  if (loaded.status === "loading") return <Loading />
  if (loaded.status === "failed") return <Failed error={loaded.error} retry={retry} />
  const tokens = loaded.value.filter(({ status }) => status !== "CANCELLED")
  if (!tokens.length) return <p>{messages.account.noTokens}</p>
  return (
    <ul className="account-list">
      {tokens.map((token) => (
        <Entry key={token.id} token={token} onRemoved={retry} />
      ))}
    </ul>
  )
}

function Entry({ token, onRemoved }: { token: CustomerToken; onRemoved: () => void }) {
  const { busy, problem, run } = useAction()

  function remove() {
    if (!window.confirm(messages.account.removeSure)) return
    void run(async () => {
      await removeCustomerToken(token.id)
      onRemoved()
    })
  }

  return (
    <li className="account-entry" data-testid="customer-token">
      <div>
        <h3>{nameOf(token)}</h3>
        <Problem text={problem} />
      </div>
      <button
        type="button"
        className="button button-quiet"
        data-testid="remove-token"
        aria-disabled={busy}
        onClick={remove}
      >
        {messages.account.remove}
      </button>
    </li>
  )
}

function nameOf({ card_brand, payment_method_type, masked_number }: CustomerToken): string {
  const kind = (card_brand ?? payment_method_type ?? "").toLowerCase().replaceAll("_", " ")
  return [`Klarna${kind && `, ${kind}`}`, masked_number].filter(Boolean).join(" ")
}
