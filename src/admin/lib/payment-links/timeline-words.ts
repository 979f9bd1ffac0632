import type { Translate } from "./explain"
import { isPaid } from "./link-state"
import type { Session, TimelineEntry } from "./session"

/**
 * What happened, in words. Klarna's page is done before the payment is sure: that it is paid is said only of a link
 * whose payment stands, not of one that Klarna is still checking or has taken back.
 */
export function timelineWords(
  t: Translate,
  { kind, what, recipient }: Pick<TimelineEntry, "kind" | "what" | "recipient">,
  session: Pick<Session, "state">
): string {
  switch (kind) {
    case "created":
      return t("links.timeline.created")
    case "sent":
      return t("links.timeline.sent", { recipient })
    case "not_sent":
      return t(what === "sending" ? "links.timeline.sending" : "links.timeline.not_sent", { recipient })
    case "signal":
      return isPaid(session) ? signal(t, what) : beforePaid(t, what)
    case "closed":
      if (what === "completed" && !isPaid(session)) return t("links.timeline.pageDone")
      return t(`links.timeline.closed.${what}`, { defaultValue: what ?? "" })
  }
}

function beforePaid(t: Translate, what: string | null): string {
  if (what === "COMPLETED") return t("links.timeline.finished")
  return signal(t, what === "return:success" ? "return:back" : what)
}

/** A colon would name another namespace. */
const signal = (t: Translate, what: string | null): string =>
  t(`links.timeline.signal.${(what ?? "").replace(":", "_")}`, { defaultValue: what ?? "" })
