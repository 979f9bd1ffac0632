import { Alert, Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Block, KlarnaSection } from "./klarna-section"

type Props = { message: string; isReading: boolean; onRetry: () => void }

export function KlarnaOrderFailed({ message, isReading, onRetry }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <KlarnaSection>
      <Block>
        <Alert variant="error">{t("failed.text", { message })}</Alert>
        <div>
          <Button size="small" variant="secondary" onClick={onRetry} isLoading={isReading}>
            {t("failed.retry")}
          </Button>
        </div>
      </Block>
    </KlarnaSection>
  )
}
