import { useRef, useState } from "react"
import type { Authorization, KlarnaBuyer, KlarnaWidget } from "./klarna-widget"

/** What the shopper agreed to, and where. */
export interface Agreed {
  readonly authorizationToken: string
  readonly category: string
}

interface Asked {
  readonly clientToken: string
  readonly version: string
  readonly category: string
  readonly buyer: KlarnaBuyer
  readonly autoFinalize: boolean
  readonly onAuthorized: (agreed: Agreed) => Promise<void>
  readonly onInvalidFields: (fields: readonly string[]) => void
  readonly onRefused: (category: string) => void
}

/** What is to be said after a press of the button that ended without an approval. */
export type Said = "closed" | "refused" | "ask_again" | "failed"

/**
 * The pay button of the widget: asks Klarna first thing in the click, never twice at once, and again without its
 * window when the shopper had agreed and the session has changed since.
 */
export function useKlarnaAuthorization() {
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<{ said: Said; version: string }>()
  const [toFinalize, setToFinalize] = useState<string>()
  // State is seen only at the next render; the second click of a double click comes before it.
  const running = useRef(false)
  const agreed = useRef<Pick<Asked, "clientToken" | "category" | "version">>()

  function pay(widget: KlarnaWidget, asked: Asked) {
    if (running.current) return
    const way = wayOf(asked)
    const answer = ask(widget, way, asked)
    running.current = true
    setBusy(true)
    setTold(undefined)
    void answer
      .then((authorization) => follow(authorization, way, asked))
      .catch(() => tell("failed", asked))
      .finally(() => {
        running.current = false
        setBusy(false)
      })
  }

  const tell = (said: Said, { version }: Asked) => setTold({ said, version })

  const keyOf = ({ clientToken, category, version }: Asked) => [clientToken, category, version].join(" ")

  function wayOf(asked: Asked): "authorize" | "reauthorize" | "finalize" {
    if (toFinalize === keyOf(asked)) return "finalize"
    const before = agreed.current
    const changedSince =
      before?.clientToken === asked.clientToken &&
      before.category === asked.category &&
      before.version !== asked.version
    return changedSince ? "reauthorize" : "authorize"
  }

  async function follow(authorization: Authorization, way: ReturnType<typeof wayOf>, asked: Asked) {
    setToFinalize(undefined)
    switch (authorization.outcome) {
      case "approved": {
        const { authorizationToken } = authorization
        agreed.current = asked
        return asked.onAuthorized({ authorizationToken, category: asked.category })
      }
      case "finalize_required":
        return setToFinalize(keyOf(asked))
      case "invalid_fields":
        return asked.onInvalidFields(authorization.fields)
      case "closed":
      case "refused":
        // What was agreed to before is no longer enough: Klarna wants to ask the shopper.
        agreed.current = undefined
        if (way === "reauthorize") return tell("ask_again", asked)
        if (authorization.outcome === "refused") asked.onRefused(asked.category)
        return tell(authorization.outcome, asked)
    }
  }

  return {
    busy,
    pay,
    isToFinalize: (asked: Asked) => toFinalize === keyOf(asked),
    /** Only as long as it is about the session as it is. */
    saidOf: ({ version }: Asked) => (told?.version === version ? told.said : undefined),
    forget: () => setTold(undefined),
  }
}

function ask(widget: KlarnaWidget, way: "authorize" | "reauthorize" | "finalize", asked: Asked) {
  const { category, buyer, autoFinalize } = asked
  switch (way) {
    case "authorize":
      return widget.authorize(category, buyer, autoFinalize)
    case "reauthorize":
      return widget.reauthorize(category, buyer)
    case "finalize":
      return widget.finalize(category, buyer)
  }
}
