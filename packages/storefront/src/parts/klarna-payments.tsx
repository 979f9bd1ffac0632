import { useEffect, type ReactNode } from "react"
import { useCart, type Cart } from "../cart"
import type { ContactField } from "../contact-details"
import { contactFieldOf, toKlarnaBuyer } from "../klarna-buyer"
import { messages } from "../messages"
import { settings } from "../settings"
import { useAuthorizedPayment } from "../use-authorized-payment"
import { useKlarnaPaymentSession } from "../use-klarna-payment-session"
import { Failed } from "./failed"
import { KlarnaWidget } from "./klarna-widget"
import { Loading } from "./loading"
import { Problem } from "./problem"

interface Props {
  cart: Cart
  providerId: string
  /** What Klarna does not take of the shopper's details. */
  onInvalidFields: (fields: readonly ContactField[]) => void
  /** The order is being placed. */
  onBusy: (busy: boolean) => void
  toPay: ReactNode
  /** What to show when the session is paid on Klarna's page. */
  goToKlarna: ReactNode
}

/** Klarna Payments: where it is paid, on Klarna's page or here, the session says. */
export function KlarnaPayments({ cart, providerId, onInvalidFields, onBusy, toPay, goToKlarna }: Props) {
  const { refresh } = useCart()
  const { session, version, isOpening, failure, reopen } = useKlarnaPaymentSession(cart, providerId)
  const { busy, problem, pay, refuse } = useAuthorizedPayment(reopen)
  useFreshCart(busy)
  useEffect(() => onBusy(busy), [busy])

  function tellInvalid(fields: readonly string[]) {
    const known = fields.map(contactFieldOf).filter((field) => field !== undefined)
    if (known.length) onInvalidFields(known)
    else refuse(messages.widget.invalid)
  }

  if (failure) return <Failed error={failure.error} retry={reopen} />
  if (!session) return <Loading />
  if (!session.clientToken) return goToKlarna
  return (
    <>
      <KlarnaWidget
        clientToken={session.clientToken}
        categories={session.categories}
        version={version}
        scriptUrl={settings.klarnaScriptUrl}
        buyer={toKlarnaBuyer(cart)}
        label={messages.checkout.payWithKlarna}
        busy={busy || isOpening}
        onAuthorized={(agreed) => pay(session.id, agreed)}
        onInvalidFields={tellInvalid}
        // Perhaps because it was paid, in another tab.
        onRefused={() => void refresh().catch(() => undefined)}
      >
        {toPay}
      </KlarnaWidget>
      <Problem text={problem} />
    </>
  )
}

/** Looks at the cart when the shopper comes back to this tab: another one may have changed or ordered it. */
function useFreshCart(isBusy: boolean) {
  const { refresh } = useCart()
  useEffect(() => {
    function look() {
      if (document.visibilityState === "visible" && !isBusy) void refresh().catch(() => undefined)
    }
    document.addEventListener("visibilitychange", look)
    return () => document.removeEventListener("visibilitychange", look)
  }, [isBusy])
}
