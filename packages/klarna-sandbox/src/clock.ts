/** Time in the sandbox: real time (or the injected one) plus what it was moved forward by. */
export type Clock = {
  now(): number
  /** Milliseconds the clock is ahead of its base. */
  offset: number
}

export function createClock(base: () => number, offset: number): Clock {
  return {
    offset,
    now() {
      return base() + this.offset
    },
  }
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** ISO 8601 UTC with milliseconds, as every timestamp of Klarna's. */
export const iso = (at: number) => new Date(at).toISOString()
