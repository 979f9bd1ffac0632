import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Copyable } from "./copyable"

/** What Klarna's support asks for first. */
export function CorrelationId({ value }: { value: string }) {
  const { t } = useTranslation("klarna")
  return (
    <div className="text-ui-fg-subtle flex flex-col gap-y-1">
      <Text size="xsmall" leading="compact" className="text-ui-fg-muted">
        {t("correlationId")}
      </Text>
      <Copyable what={t("correlationId")} value={value} />
    </div>
  )
}
