/** Tells whoever looks that something changed; what, they see when they look again. */
export type Changes = {
  /** Cheap enough for every write: it does nothing while nobody looks. */
  note(): void
  /** @returns what ends it */
  subscribe(listener: () => void): () => void
  close(): void
}

/** @param interval real milliseconds between two tellings, however much changes in between */
export function createChanges(interval = 250): Changes {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let toldAt = -Infinity

  function tell() {
    timer = undefined
    toldAt = performance.now()
    for (const listener of listeners) listener()
  }

  return {
    note() {
      if (listeners.size === 0 || timer !== undefined) return
      timer = setTimeout(tell, Math.max(0, toldAt + interval - performance.now()))
      timer.unref()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        timer = undefined
      }
    },
    close() {
      listeners.clear()
      clearTimeout(timer)
    },
  }
}
