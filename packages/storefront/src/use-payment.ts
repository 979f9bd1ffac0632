import { useNavigate } from "react-router-dom"
import { useCart, type Cart } from "./cart"
import { Refusal } from "./error-words"
import { openKlarnaPage } from "./klarna"
import { sdk } from "./medusa"
import { confirmedPath } from "./order-path"
import { useAction } from "./use-action"
import { useLeaving } from "./use-leaving"

export interface Payment {
  readonly busy: boolean
  readonly problem: string | undefined
  /** On Klarna's page, which the browser goes to. */
  readonly payWithKlarna: (providerId: string) => void
  readonly payManually: () => void
}

export function usePayment(): Payment {
  const { refresh } = useCart()
  const { busy, problem, run } = useAction()
  const navigate = useNavigate()
  const { leaving, leaveFor } = useLeaving(() => {
    void refresh().catch(() => undefined) // the next press tells what is wrong
  })

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

  async function goToKlarna(cart: Cart, providerId: string) {
    leaveFor(await openKlarnaPage(cart, providerId))
  }

  async function placeOrder(cart: Cart) {
    await sdk.store.payment.initiatePaymentSession(cart, { provider_id: "pp_system_default" })
    const answer = await sdk.store.cart.complete(cart.id)
    if (answer.type !== "order") throw new Refusal(answer.error.message)
    navigate(confirmedPath(answer.order.id))
  }

  return {
    busy: busy || leaving,
    problem,
    payWithKlarna: (providerId) => pay((cart) => goToKlarna(cart, providerId)),
    payManually: () => pay(placeOrder),
  }
}
