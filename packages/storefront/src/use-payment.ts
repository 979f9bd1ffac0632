import { useEffect, useState } from "react"
import { useNavigate } from "react-router-dom"
import { useCart, type Cart } from "./cart"
import { Refusal } from "./error-words"
import { MANUAL_PROVIDER_ID, openKlarnaPage } from "./klarna"
import { sdk } from "./medusa"
import { confirmedPath } from "./order-path"
import { useAction } from "./use-action"

export interface Payment {
  readonly busy: boolean
  readonly problem: string | undefined
  readonly payWithKlarna: () => void
  readonly payManually: () => void
}

export function usePayment(): Payment {
  const { refresh } = useCart()
  const { busy, problem, run } = useAction()
  const navigate = useNavigate()
  // The browser takes a moment to leave; the button must not come back to life meanwhile.
  const [leaving, setLeaving] = useState(false)

  // Going back from Klarna's page may bring this page back as it was left, button disabled and cart outdated.
  useEffect(() => {
    function revive(event: PageTransitionEvent) {
      if (!event.persisted) return
      setLeaving(false)
      void refresh().catch(() => undefined) // the next press tells what is wrong
    }
    window.addEventListener("pageshow", revive)
    return () => window.removeEventListener("pageshow", revive)
  }, [])

  /** Pays the cart as the server holds it now: another tab may have changed or ordered it. */
  function pay(work: (cart: Cart) => Promise<void>) {
    if (leaving) return
    void run(async () => {
      const cart = await refresh()
      if (!cart || cart.completed_at) return // the page shows what became of it
      try {
        await work(cart)
      } catch (error) {
        await refresh().catch(() => undefined) // the first error is the one worth telling
        throw error
      }
    })
  }

  async function goToKlarna(cart: Cart) {
    const address = await openKlarnaPage(cart)
    setLeaving(true)
    window.location.assign(address)
  }

  async function placeOrder(cart: Cart) {
    await sdk.store.payment.initiatePaymentSession(cart, { provider_id: MANUAL_PROVIDER_ID })
    const answer = await sdk.store.cart.complete(cart.id)
    if (answer.type !== "order") throw new Refusal(answer.error.message)
    navigate(confirmedPath(answer.order.id))
  }

  return {
    busy: busy || leaving,
    problem,
    payWithKlarna: () => pay(goToKlarna),
    payManually: () => pay(placeOrder),
  }
}
