import { useEffect, useState, type DependencyList } from "react"

export interface Repeated<T> {
  /** What the last look that worked has shown. */
  readonly seen?: T
  /** Of the last look, while nothing was seen yet. */
  readonly error?: unknown
  /** Takes what somebody else learned, and goes on looking. */
  readonly show: (value: T) => void
}

/** Looks at once and then every `everyMs` until `isOver`. A look that fails later on counts as "no news". */
export function useRepeated<T>(
  look: () => Promise<T>,
  { everyMs, isOver }: { everyMs: number; isOver: (value: T) => boolean },
  inputs: DependencyList
): Repeated<T> {
  const [state, setState] = useState<{ seen?: T; error?: unknown }>({})

  useEffect(() => {
    let timer: number | undefined
    let stopped = false

    async function lookAgain() {
      try {
        const seen = await look()
        if (stopped) return
        setState({ seen })
        if (isOver(seen)) return
      } catch (error) {
        if (stopped) return
        setState((before) => ("seen" in before ? before : { error }))
      }
      timer = window.setTimeout(() => void lookAgain(), everyMs)
    }

    setState({})
    void lookAgain()
    return () => {
      stopped = true
      window.clearTimeout(timer)
    }
  }, inputs)

  return { ...state, show: (seen) => setState({ seen }) }
}
