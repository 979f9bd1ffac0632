import { useEffect, useRef, useState } from "react"
import { useNavigate } from "react-router-dom"
import { useCart, type Cart } from "./cart"
import { cartVersion } from "./cart-version"
import { isNotFound } from "./error-words"
import {
  isPaid,
  klarnaSessionOf,
  openPaymentSession,
  retrieveKlarnaSession,
  type HeldSession,
} from "./klarna"
import { pendingPath } from "./order-path"

export interface CartSession {
  /** The last one that was open; undefined before the first. */
  readonly session: HeldSession | undefined
  /** Changes with the session and with what it is for. */
  readonly version: string
  /** It follows a change of the cart, or is about to: what the page shows may be old. */
  readonly isOpening: boolean
  readonly failure: { readonly error: unknown } | undefined
  /** Reads the cart and opens its session again. */
  readonly reopen: () => void
}

/**
 * Keeps a payment session of one provider open for the cart as it is. Medusa drops it when the total changes; made
 * again, it stands for the same session at Klarna, brought up to date.
 */
export function useKlarnaPaymentSession(cart: Cart, providerId: string): CartSession {
  const { refresh } = useCart()
  const navigate = useNavigate()
  const [opened, setOpened] = useState<Opened>()
  const [failure, setFailure] = useState<{ error: unknown }>()
  const [attempt, setAttempt] = useState(0)
  const [isReading, setReading] = useState(false)
  // Medusa makes two sessions when it is asked twice at once.
  const line = useRef<Promise<unknown>>(Promise.resolve())

  const held = heldBy(cart, providerId)
  const wanted = { cart: cartVersion(cart), region: cart.region_id, attempt }
  const isOpen = opened !== undefined && isStillOpen(opened, wanted, held)

  useEffect(() => {
    if (isOpen) {
      // Another tab may have made a new one of the same.
      if (held) setOpened({ session: held, of: wanted })
      return
    }
    let current = true
    setFailure(undefined)
    // Changes come in bursts, and React mounts twice in development: the last one counts.
    const timer = window.setTimeout(() => {
      line.current = line.current.then(() => (current ? open() : undefined))
    }, BURST_MS)
    return () => {
      current = false
      window.clearTimeout(timer)
    }

    async function open() {
      try {
        if (held && attempt === 0 && !opened) {
          if (await wasPaid(held.id)) return navigate(pendingPath(held.id), { replace: true })
          return setOpened({ session: held, of: wanted })
        }
        const session = await openPaymentSession(cart, providerId)
        setOpened({ session, of: wanted })
        const now = await refresh()
        if (now && wasDropped(now)) throw new Error("The cart's payment session is gone again")
      } catch (error) {
        await refresh().catch(() => undefined) // the first error is the one worth telling
        if (current) setFailure({ error })
      }
    }
  }, [providerId, ...Object.values(wanted), held?.id])

  /** Somebody chose another provider this moment. A changed cart brings its own turn. */
  const wasDropped = (now: Cart) =>
    !now.completed_at && !heldBy(now, providerId) && cartVersion(now) === cartVersion(cart)

  function reopen() {
    setFailure(undefined)
    setReading(true)
    void refresh()
      .catch(() => undefined) // opening tells what is wrong
      .then(() => {
        setAttempt((n) => n + 1)
        setReading(false)
      })
  }

  const session = opened?.session
  return {
    session,
    version: JSON.stringify([session?.id, opened?.of]),
    isOpening: !isOpen || isReading,
    failure,
    reopen,
  }
}

const BURST_MS = 50

interface Opened {
  readonly session: HeldSession
  /** The cart, where it is, and how often it had to be tried. */
  readonly of: { readonly cart: string; readonly region: string | undefined; readonly attempt: number }
}

/** What is paid on Klarna's page is brought up to date when the shopper goes there. */
function isStillOpen({ session, of }: Opened, wanted: Opened["of"], held: HeldSession | undefined): boolean {
  if (of.attempt !== wanted.attempt || of.region !== wanted.region) return false
  return session.clientToken === undefined || (held !== undefined && of.cart === wanted.cart)
}

function heldBy(cart: Cart, providerId: string): HeldSession | undefined {
  const session = klarnaSessionOf(cart)
  return session?.providerId === providerId ? session : undefined
}

/** A page that is loaded again while the order is being placed must not offer to pay a second time. */
async function wasPaid(paymentSessionId: string): Promise<boolean> {
  try {
    return isPaid(await retrieveKlarnaSession(paymentSessionId))
  } catch (error) {
    if (!isNotFound(error)) throw error
    return false
  }
}
