/**
 * Reads and writes one text in the browser's storage. A browser that refuses storage (private mode,
 * blocked cookies) gets a shop that forgets on reload instead of one that does not start.
 */
export function stored(key: string) {
  let fallback: string | null = null
  return {
    read(): string | null {
      try {
        return window.localStorage.getItem(key)
      } catch {
        return fallback
      }
    },
    write(value: string): void {
      fallback = value
      try {
        window.localStorage.setItem(key, value)
      } catch {
        // Kept in `fallback` alone.
      }
    },
    clear(): void {
      fallback = null
      try {
        window.localStorage.removeItem(key)
      } catch {
        // Nothing was stored.
      }
    },
  }
}
