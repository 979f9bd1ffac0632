import { useRef, useState } from "react"
import { errorWords } from "./error-words"

/** One thing the shopper can set off: never twice at once, and with its failure kept in words. */
export function useAction() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  // State is seen only at the next render; the second click of a double click comes before it.
  const running = useRef(false)

  async function run(work: () => Promise<unknown>): Promise<void> {
    if (running.current) return
    running.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(errorWords(error))
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  return { busy, problem, run }
}
