import { useCallback, useRef, useState } from "react"
import { applyChanges, type Change, type Problem } from "./apply-changes"
import { readDraft, type Draft } from "./draft"

/**
 * A draft and the changes on their way to it, one after another: Medusa edits an order once at a time. What is
 * changed while a change is under way waits, and goes together.
 */
export function useDraftEntry() {
  const [draft, setDraft] = useState<Draft>()
  const [problems, setProblems] = useState<Problem[]>([])
  const [isBusy, setIsBusy] = useState(false)
  const waiting = useRef<Change[]>([])
  const working = useRef<Promise<Draft | undefined>>()
  const current = useRef<Draft>()

  const show = useCallback((next: Draft) => {
    current.current = next
    setDraft(next)
  }, [])

  /** One at a time; what is asked for meanwhile is done by the same run. */
  const work = useCallback(
    (first?: () => Promise<Draft>): Promise<Draft | undefined> => {
      working.current ??= (async () => {
        setIsBusy(true)
        try {
          if (first) show(await first())
          while (waiting.current.length && current.current) {
            const known = current.current
            const batch = waiting.current.splice(0)
            setProblems(await applyChanges(known, batch))
            show(await readDraft(known.id))
          }
          return current.current
        } finally {
          working.current = undefined
          setIsBusy(false)
        }
      })()
      return working.current
    },
    [show]
  )

  return {
    draft,
    problems,
    isBusy,
    /** Begins with a draft that is there already, or makes one. */
    start: useCallback((make: () => Promise<Draft>) => work(make), [work]),
    /** Without a draft, changes are kept until there is one. */
    change: useCallback(
      async (change: Change) => {
        waiting.current.push(change)
        if (!current.current) return
        try {
          await work()
        } catch (error) {
          setProblems([{ change, error: error as Error }])
        }
      },
      [work]
    ),
    /** @returns the draft as it is when all changes have arrived */
    settled: useCallback(async () => {
      while (working.current) await working.current
      return current.current
    }, []),
  }
}

export type DraftEntry = ReturnType<typeof useDraftEntry>
