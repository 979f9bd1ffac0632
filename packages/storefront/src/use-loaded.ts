import { useEffect, useState, type DependencyList } from "react"

export type Loaded<T> =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly error: unknown }
  | { readonly status: "loaded"; readonly value: T }

/** Loads on mount and whenever `inputs` change; an answer that a newer request has overtaken is dropped. */
export function useLoaded<T>(load: () => Promise<T>, inputs: DependencyList) {
  const [loaded, setLoaded] = useState<Loaded<T>>({ status: "loading" })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let current = true
    setLoaded({ status: "loading" })
    load().then(
      (value) => current && setLoaded({ status: "loaded", value }),
      (error: unknown) => current && setLoaded({ status: "failed", error })
    )
    return () => {
      current = false
    }
  }, [...inputs, attempt])

  return { loaded, retry: () => setAttempt((n) => n + 1) }
}
