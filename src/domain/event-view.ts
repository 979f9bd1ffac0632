type Event = {
  received_at: Date
  processed_at: Date | null
  source: string
  payload: Record<string, unknown> | null
  outcome: string | null
  attempts: number
}

/** One callback, or one browser that came back, as staff see it. Times in ISO 8601. */
export type EventView = ReturnType<typeof toEventView>

export function toEventView({ payload, source, outcome, attempts, ...event }: Event) {
  const session = payload?.session as { status?: unknown } | undefined
  return {
    at: event.received_at.toISOString(),
    processed_at: event.processed_at?.toISOString() ?? null,
    source,
    /** The page's status that it told, if it told one. */
    status: typeof session?.status === "string" ? session.status : null,
    /** What came of it; null until it was worked off. */
    outcome,
    attempts,
  }
}
