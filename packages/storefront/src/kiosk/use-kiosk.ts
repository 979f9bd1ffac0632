import { useState } from "react"
import { useCountry } from "../country"
import { useAction } from "../use-action"
import { leaveCart, payAgain, payBasket, type KioskPayment, type Ware } from "./kiosk-shop"

/** What one customer does at the screen, from the first touch to the receipt. Kept in memory alone: the next one sees nothing of it. */
export function useKiosk() {
  const { country } = useCountry()
  const { busy, problem, run } = useAction()
  const [basket, setBasket] = useState<ReadonlyMap<string, number>>(new Map())
  const [payment, setPayment] = useState<KioskPayment>()

  function take({ variantId, stock }: Ware, step: number) {
    setBasket((before) => {
      const after = new Map(before)
      const quantity = Math.min((before.get(variantId) ?? 0) + step, stock)
      if (quantity > 0) after.set(variantId, quantity)
      else after.delete(variantId)
      return after
    })
  }

  /** Back to the goods. What was opened for the basket so far is not to be paid any more. */
  function change() {
    if (payment) void leaveCart(payment).catch(() => undefined)
    setPayment(undefined)
  }

  return {
    basket,
    payment,
    busy,
    problem,
    take,
    change,
    pay: () => void run(async () => setPayment(await payBasket(country, basket))),
    payOnceMore: () => void run(async () => payment && setPayment(await payAgain(country, payment))),
    /** For the next customer. */
    startOver: ({ paid = false } = {}) => {
      if (!paid) change()
      setPayment(undefined)
      setBasket(new Map())
    },
  }
}

export type Kiosk = ReturnType<typeof useKiosk>
