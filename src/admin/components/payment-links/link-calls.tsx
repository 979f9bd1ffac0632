import { Badge, Container, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatDateTimeExact } from "../../lib/format"
import type { Translate } from "../../lib/payment-links/explain"
import type { Call, Callback } from "../../lib/payment-links/session"
import { ExamineButton } from "../examination/examine-button"
import { CorrelationId } from "../correlation-id"

/** What was asked of Klarna for this link, newest first: what its support wants to know. */
export function LinkCalls({ calls }: { calls: Call[] }) {
  const { t } = useTranslation("klarna")
  return (
    <Container className="divide-y p-0">
      <Heading level="h2" className="px-6 py-4">
        {t("links.calls.title")}
      </Heading>
      <ul className="divide-y">
        {[...calls].reverse().map((call, at) => (
          <li key={calls.length - at} className="flex flex-col gap-y-1 px-6 py-3">
            <div className="flex items-start justify-between gap-x-4">
              <Text size="small" leading="compact" weight="plus" className="min-w-0 break-all">
                {call.method} {call.path}
              </Text>
              <Badge size="2xsmall" color={isSuccess(call) ? "grey" : "red"} className="text-nowrap">
                {call.status ?? t("links.calls.noAnswer")}
              </Badge>
            </div>
            <Text size="xsmall" leading="compact" className="text-ui-fg-muted tabular-nums">
              {[formatDateTimeExact(call.at), call.ms === null ? "" : t("links.calls.ms", { ms: call.ms })]
                .filter(Boolean)
                .join(" · ")}
            </Text>
            {call.error_code && (
              <Text size="small" className="text-ui-fg-subtle break-words">
                {[call.error_code, ...(call.error_messages ?? [])].join(" · ")}
              </Text>
            )}
            {call.correlation_id && <CorrelationId value={call.correlation_id} />}
            {call.payload_kind && (
              <ExamineButton
                subject={{ type: "calls", id: call.id }}
                what={`${call.method} ${call.path} · ${call.status}`}
              />
            )}
          </li>
        ))}
      </ul>
    </Container>
  )
}

const isSuccess = ({ status }: Call) => status !== null && status < 400

/** What Klarna, and buyers' browsers, told us about the payment, newest first. */
export function LinkCallbacks({ events }: { events: Callback[] }) {
  const { t } = useTranslation("klarna")
  return (
    <Container className="divide-y p-0">
      <Heading level="h2" className="px-6 py-4">
        {t("links.callbacks.title")}
      </Heading>
      <ul className="divide-y">
        {[...events].reverse().map((event, at) => (
          <li key={events.length - at} className="flex flex-col gap-y-1 px-6 py-3">
            <Text size="small" leading="compact" weight="plus" className="break-words">
              {[sourceWords(t, event), statusWords(t, event)].filter(Boolean).join(" · ")}
            </Text>
            <Text size="xsmall" leading="compact" className="text-ui-fg-muted break-words">
              {[
                formatDateTimeExact(event.at),
                event.processed_at ? outcomeWords(t, event) : t("links.callbacks.waiting"),
                event.attempts > 1 ? t("links.callbacks.attempts", { number: event.attempts }) : "",
              ]
                .filter(Boolean)
                .join(" · ")}
            </Text>
          </li>
        ))}
      </ul>
    </Container>
  )
}

const sourceWords = (t: Translate, { source }: Callback): string =>
  t(`links.callbacks.source.${source}`, { defaultValue: source })

/** Klarna's own word: what it means for staff, and as its documentation calls it. */
const statusWords = (t: Translate, { status }: Callback): string | null =>
  status && `${stateWords(t, status)} (${status})`

/** What came of it: what was done, or where the page was found. */
const outcomeWords = (t: Translate, { outcome }: Callback): string =>
  outcome ? t(`links.callbacks.outcome.${outcome}`, { defaultValue: stateWords(t, outcome) }) : ""

/** A page that is done is not a payment that is sure. */
const stateWords = (t: Translate, state: string): string =>
  state === "COMPLETED"
    ? t("links.timeline.finished")
    : t(`links.state.${state.toLowerCase()}`, { defaultValue: state })
