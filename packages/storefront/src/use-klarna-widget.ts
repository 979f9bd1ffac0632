import { useEffect, useState } from "react"
import { startKlarnaWidget, type KlarnaWidget } from "./klarna-widget"

interface Shown {
  readonly clientToken: string
  /** Undefined: Klarna's. */
  readonly scriptUrl: string | undefined
  /** Changes whenever the session behind the token has: then the widget is loaded again. */
  readonly version: string
  /** The chosen category and the selector of its container; undefined when there is none left to choose. */
  readonly category: string | undefined
  readonly container: string
  /** Klarna does not offer this category now. */
  readonly onNotOffered: (category: string) => void
}

export interface ShownWidget {
  readonly status: "loading" | "ready" | "failed"
  readonly error?: unknown
  /** There when `ready`. */
  readonly widget?: KlarnaWidget
  readonly retry: () => void
}

/** Keeps Klarna's widget in the page showing the chosen category of the session as it is now. */
export function useKlarnaWidget(shown: Shown): ShownWidget {
  const { clientToken, scriptUrl, version, category, container, onNotOffered } = shown
  const [started, setStarted] = useState<{ widget: KlarnaWidget; clientToken: string }>()
  const [loaded, setLoaded] = useState<string>()
  const [failure, setFailure] = useState<{ error: unknown }>()
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let current = true
    setFailure(undefined)
    startKlarnaWidget(clientToken, scriptUrl).then(
      (widget) => current && setStarted({ widget, clientToken }),
      (error: unknown) => current && setFailure({ error })
    )
    return () => {
      current = false
    }
  }, [clientToken, scriptUrl, attempt])

  const widget = started?.clientToken === clientToken ? started.widget : undefined
  const wanted = `${category} ${version}`

  useEffect(() => {
    if (!widget || category === undefined) return
    let current = true
    widget.load(category, container).then(
      (isOffered) => {
        if (!current) return
        if (isOffered) setLoaded(wanted)
        else onNotOffered(category)
      },
      (error: unknown) => current && setFailure({ error })
    )
    return () => {
      current = false
      setLoaded(undefined)
    }
  }, [widget, wanted])

  const retry = () => {
    setStarted(undefined)
    setAttempt((n) => n + 1)
  }
  if (failure) return { status: "failed", error: failure.error, retry }
  return widget && loaded === wanted ? { status: "ready", widget, retry } : { status: "loading", retry }
}
