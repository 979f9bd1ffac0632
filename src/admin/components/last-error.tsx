import { StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { errorText } from "../lib/desk/explain-refusal"
import type { KlarnaLastError } from "../lib/klarna-order"
import { CorrelationId } from "./correlation-id"
import { ErrorText } from "./unconfirmed-operations"

/** An error that no open operation shows any more. */
export function LastError({ error }: { error: KlarnaLastError }) {
  const { t } = useTranslation("klarna")
  const sentence = errorText(t, error)
  return (
    <div className="flex flex-col gap-y-2">
      <div className="flex items-start justify-between gap-x-4">
        <Text size="small" leading="compact" weight="plus">
          {t("lastError.title", { operation: t(`operation.kind.${error.operation}`) })}
        </Text>
        <StatusBadge color={error.resolved_at ? "green" : "red"} className="text-nowrap">
          {t(error.resolved_at ? "lastError.resolved" : "lastError.open")}
        </StatusBadge>
      </div>
      {sentence !== error.message && (
        <Text size="small" className="text-pretty">
          {sentence}
        </Text>
      )}
      <ErrorText code={error.code} message={error.message} at={error.at} />
      {error.correlation_id && <CorrelationId value={error.correlation_id} />}
    </div>
  )
}
