import { Button, Input, Label, Text, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"
import { formatDateTime } from "../../lib/format"
import { explain } from "../../lib/payment-links/explain"
import { isRunning, type Run } from "../../lib/reconciliation/difference"
import { toDay, toPeriod } from "../../lib/reconciliation/filters"
import { useRun } from "../../lib/reconciliation/use-differences"

const WEEK_MS = 7 * 86_400_000

/** The period to compare, the button, and how far it is. */
export function RunPanel({ run }: { run: Run | null | undefined }) {
  const { t } = useTranslation("klarna")
  const [from, setFrom] = useState(() => toDay(Date.now() - WEEK_MS))
  const [to, setTo] = useState(() => toDay(Date.now()))
  const { mutate, isPending } = useRun()
  const period = toPeriod(from, to)
  const problem = useId()
  const begin = () =>
    period &&
    mutate(period, {
      onSuccess: () => toast.success(t("reconciliation.started")),
      onError: (error) => toast.error(explain(t, error).text),
    })
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="grid grid-cols-2 items-end gap-2 md:flex">
        <Day label={t("reconciliation.from")} value={from} onChange={setFrom} describedBy={problem} />
        <Day label={t("reconciliation.to")} value={to} onChange={setTo} describedBy={problem} />
        <Button
          size="small"
          className="col-span-2"
          disabled={!period || isRunning(run)}
          isLoading={isPending}
          onClick={begin}
        >
          {t("reconciliation.run")}
        </Button>
      </div>
      <Text
        id={problem}
        size="small"
        className="text-ui-fg-error"
        aria-live="polite"
        hidden={Boolean(period)}
      >
        {period ? "" : t("reconciliation.invalid")}
      </Text>
      <Progress run={run} />
    </div>
  )
}

type DayProps = { label: string; value: string; onChange: (day: string) => void; describedBy: string }

function Day({ label, value, onChange, describedBy }: DayProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-y-1">
      <Label htmlFor={id} size="xsmall">
        {label}
      </Label>
      <Input
        id={id}
        type="date"
        size="small"
        value={value}
        aria-describedby={describedBy}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

function Progress({ run }: { run: Run | null | undefined }) {
  const { t } = useTranslation("klarna")
  if (!run) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {run === null ? t("reconciliation.never") : ""}
      </Text>
    )
  }
  const done = run.orders - run.left
  const text = isRunning(run)
    ? t("reconciliation.progress", { done, orders: run.orders })
    : t("reconciliation.last", { time: formatDateTime(run.started_at), orders: run.orders })
  return (
    <div className="flex flex-col gap-y-1" role="status">
      {isRunning(run) && (
        <progress className="h-1.5 w-full" max={run.orders} value={done} aria-label={text} />
      )}
      <Text size="small" className="text-ui-fg-subtle tabular-nums">
        {[text, run.later > 0 && t("reconciliation.later", { count: run.later })].filter(Boolean).join(" · ")}
      </Text>
    </div>
  )
}
