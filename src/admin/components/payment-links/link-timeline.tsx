import {
  ArrowPath,
  CheckCircleSolid,
  CircleInfoSolid,
  CircleXmarkSolid,
  ClockSolid,
  LockClosedSolid,
  PaperPlane,
  Plus,
} from "@medusajs/icons"
import { Container, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatDateTimeExact } from "../../lib/format"
import { isMoving, isPaid, isPayable } from "../../lib/payment-links/link-state"
import type { SessionDetail, TimelineEntry } from "../../lib/payment-links/session"
import type { Translate } from "../../lib/payment-links/explain"
import { timelineWords } from "../../lib/payment-links/timeline-words"
import { timeLeft } from "../../lib/payment-links/time-left"
import { CorrelationId } from "../correlation-id"
import { shapeOf } from "./state-badge"

type Props = { session: SessionDetail; now: number; nameOf: (userId: string) => string }

/** Everything that happened to a link, newest first, with what is to come on top. */
export function LinkTimeline({ session, now, nameOf }: Props) {
  const { t } = useTranslation("klarna")
  const left = session.expires_at && isPayable(session) ? timeLeft(session.expires_at, now) : undefined
  const entries = [...session.timeline].reverse()
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-2 px-6 py-4">
        <Heading level="h2">{t("links.timeline.title")}</Heading>
        {isMoving(session) && (
          <Text size="xsmall" className="text-ui-fg-muted flex items-center gap-x-1">
            <ArrowPath aria-hidden className="size-3" />
            {t("links.timeline.live")}
          </Text>
        )}
      </div>
      <div className="flex flex-col gap-y-4 px-6 py-4">
        {left && (
          <div className="text-ui-fg-muted grid grid-cols-[20px_1fr] gap-x-2">
            <ClockSolid aria-hidden className="size-4" />
            <Text size="small" leading="compact" className="tabular-nums">
              {t("links.timeline.expiresIn", { left })}
            </Text>
          </div>
        )}
        <ol className="flex flex-col gap-y-4" aria-live="polite" aria-relevant="additions">
          {entries.map((entry, at) => (
            <Entry key={entries.length - at} entry={entry} session={session} nameOf={nameOf} />
          ))}
        </ol>
      </div>
    </Container>
  )
}

function Entry({ entry, session, nameOf }: Omit<Props, "now"> & { entry: TimelineEntry }) {
  const { t } = useTranslation("klarna")
  const Icon = iconOf(entry, session)
  const time = formatDateTimeExact(entry.at)
  return (
    <li className="grid grid-cols-[20px_1fr] gap-x-2" data-kind={entry.kind} data-what={entry.what ?? ""}>
      <Icon aria-hidden className="text-ui-fg-subtle size-4" />
      <div className="flex min-w-0 flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus" className="break-words">
          {timelineWords(t, entry, session)}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-muted">
          {entry.actor_id ? t("links.timeline.by", { time, name: nameOf(entry.actor_id) }) : time}
        </Text>
        {detailOf(t, entry) && (
          <Text size="small" className="text-ui-fg-subtle break-words">
            {detailOf(t, entry)}
          </Text>
        )}
        {entry.correlation_id && <CorrelationId value={entry.correlation_id} />}
      </div>
    </li>
  )
}

function detailOf(t: Translate, { kind, what, note }: TimelineEntry): string | null | undefined {
  if (kind === "sent") return t(`links.timeline.method.${what}`, { defaultValue: what ?? "" })
  if (kind === "not_sent" && what !== "sending")
    return t(`links.refusal.${what}`, { defaultValue: what ?? "" })
  return note
}

function iconOf({ kind, what }: TimelineEntry, session: SessionDetail) {
  switch (kind) {
    case "created":
      return Plus
    case "sent":
      return PaperPlane
    case "not_sent":
      return what === "sending" ? ClockSolid : CircleXmarkSolid
    case "closed":
      return what === "completed" && isPaid(session) ? CheckCircleSolid : LockClosedSolid
    case "signal":
      if (what === "COMPLETED" && !isPaid(session)) return CircleInfoSolid
      return what && /^[A-Z_]+$/.test(what) ? shapeOf(what.toLowerCase()) : CircleInfoSolid
  }
}
