import { Alert, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { explainRefusal } from "../../lib/desk/explain-refusal"
import { CorrelationId } from "../correlation-id"

/** Why something was not done, and what to quote to Klarna. */
export function RefusalAlert({ error }: { error: Error }) {
  const { t } = useTranslation("klarna")
  const { text, said, correlationId } = explainRefusal(t, error)
  return (
    <div role="alert" className="flex flex-col gap-y-2">
      <Alert variant="error">{text}</Alert>
      {said && (
        <Text size="xsmall" className="text-ui-fg-subtle break-words">
          {t("desk.refusal.said")}: {said}
        </Text>
      )}
      {correlationId && <CorrelationId value={correlationId} />}
    </div>
  )
}
