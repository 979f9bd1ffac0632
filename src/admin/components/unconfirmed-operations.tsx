import { StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatAmount, formatDateTime } from "../lib/format"
import type { KlarnaOperation } from "../lib/klarna-order"
import { CorrelationId } from "./correlation-id"
import { ExamineButton } from "./examination/examine-button"

const COLORS = {
  intended: "blue",
  sent: "blue",
  unknown: "orange",
  refused: "red",
  confirmed: "green",
} as const

type Props = { operations: KlarnaOperation[]; currencyCode: string }

/** Effects that Klarna refused or that nobody knows the outcome of, with what its support asks for first. */
export function UnconfirmedOperations({ operations, currencyCode }: Props) {
  return operations.map((operation) => (
    <Operation key={operation.id} operation={operation} currencyCode={currencyCode} />
  ))
}

type OperationProps = { operation: KlarnaOperation; currencyCode: string; origin?: string }

/** @param props.origin when it was asked for and by whom, where that is not told with an error */
export function Operation({ operation, currencyCode, origin }: OperationProps) {
  const { t } = useTranslation("klarna")
  const { id, kind, status, amount, error_code, error_message, correlation_id, created_at } = operation
  const name = t(`operation.kind.${kind}`)
  const title = amount === null ? name : `${name} ${formatAmount(amount, currencyCode)}`
  return (
    <div className="flex flex-col gap-y-2">
      <div className="flex items-start justify-between gap-x-4">
        <Text size="small" leading="compact" weight="plus">
          {title}
        </Text>
        <StatusBadge color={COLORS[status]} className="text-nowrap">
          {t(`operation.status.${status}`)}
        </StatusBadge>
      </div>
      {origin && (
        <Text size="xsmall" leading="compact" className="text-ui-fg-muted">
          {origin}
        </Text>
      )}
      {error_code && (
        <ErrorText code={error_code} message={error_message ?? ""} at={origin ? undefined : created_at} />
      )}
      {status === "unknown" && (
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("operation.unknownHint")}
        </Text>
      )}
      {correlation_id && <CorrelationId value={correlation_id} />}
      {operation.payload_kind && <ExamineButton subject={{ type: "operations", id }} what={title} />}
    </div>
  )
}

export function ErrorText({ code, message, at }: { code: string; message: string; at?: string }) {
  return (
    <Text size="small" className="text-ui-fg-subtle break-words text-pretty">
      {[at && formatDateTime(at), code, message].filter(Boolean).join(" · ")}
    </Text>
  )
}
