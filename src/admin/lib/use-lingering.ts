import { useEffect, useState } from "react"

/** @returns whether something is so, or was until `ms` milliseconds ago */
export function useLingering(isSo: boolean, ms: number): boolean {
  const [lingers, setLingers] = useState(isSo)
  useEffect(() => {
    if (isSo) {
      setLingers(true)
      return
    }
    const timer = setTimeout(() => setLingers(false), ms)
    return () => clearTimeout(timer)
  }, [isSo, ms])
  return isSo || lingers
}
