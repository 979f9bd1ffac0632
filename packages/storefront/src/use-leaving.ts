import { useEffect, useState } from "react"

/**
 * Sends the browser elsewhere. It takes a moment to leave, in which no button may come back to life; and going back
 * later may bring the page back as it was left.
 *
 * @param onReturn the page is back, and what it shows may be outdated
 */
export function useLeaving(onReturn: () => void) {
  const [leaving, setLeaving] = useState(false)

  useEffect(() => {
    function revive(event: PageTransitionEvent) {
      if (!event.persisted) return
      setLeaving(false)
      onReturn()
    }
    window.addEventListener("pageshow", revive)
    return () => window.removeEventListener("pageshow", revive)
  }, [])

  function leaveFor(address: string) {
    setLeaving(true)
    window.location.assign(address)
  }

  return { leaving, leaveFor }
}
