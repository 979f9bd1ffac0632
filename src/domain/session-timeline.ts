/** One thing that happened to a link. Recipients are masked; nothing else personal. */
export type TimelineEntry = {
  at: string
  /** `created`, `sent`, `not_sent`, `signal` (what Klarna, the buyer's browser or an edit of the order told), `closed`. */
  kind: "created" | "sent" | "not_sent" | "signal" | "closed"
  /** Klarna's status, `refreshed` since it asks for another amount, the way it was sent, or why it was closed. */
  what: string | null
  recipient?: string
  actor_id?: string | null
  correlation_id?: string | null
  note?: string | null
}

type Source = {
  page: {
    created_at: Date
    created_by: string | null
    closed_at: Date | null
    close_reason: string | null
    note: string | null
  }
  events: readonly { source: string; payload: Record<string, unknown> | null; received_at: Date }[]
  distributions: readonly {
    method: string
    recipient: string
    actor_id: string | null
    sent_at: Date
    result: string
    correlation_id: string | null
  }[]
}

/** What happened to a link, oldest first. */
export function toTimeline({ page, events, distributions }: Source): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    { at: page.created_at.toISOString(), kind: "created", what: null, actor_id: page.created_by },
    ...events.map((event): TimelineEntry => ({
      at: event.received_at.toISOString(),
      kind: "signal",
      what: wordOf(event.source, event.payload),
      ...(event.source === "refreshed" ? { note: amountOf(event.payload) } : {}),
    })),
    ...distributions.map((sent): TimelineEntry => ({
      at: sent.sent_at.toISOString(),
      kind: sent.result === "sent" ? "sent" : "not_sent",
      what: sent.result === "sent" ? sent.method : sent.result,
      recipient: sent.recipient,
      actor_id: sent.actor_id,
      correlation_id: sent.correlation_id,
    })),
    ...(page.closed_at
      ? [
          {
            at: page.closed_at.toISOString(),
            kind: "closed" as const,
            what: page.close_reason,
            note: page.note,
          },
        ]
      : []),
  ]
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function wordOf(source: string, payload: Record<string, unknown> | null): string {
  const session = payload?.session as { status?: unknown } | undefined
  if (typeof session?.status === "string") return session.status
  return source === "return" && typeof payload?.outcome === "string" ? `return:${payload.outcome}` : source
}

/** What it asks for since then, in major units. */
const amountOf = (payload: Record<string, unknown> | null): string =>
  `${String(payload?.amount)} ${String(payload?.currency_code)}`
