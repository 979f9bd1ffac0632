import { Alert, Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Block, KlarnaSection } from "./klarna-section"

type Props = { error: Error; isReading: boolean; onRetry: () => void }

/** In place of a payment that could not be read: logged out, not allowed, or failed. */
export function KlarnaOrderFailed({ error, isReading, onRetry }: Props) {
  const { t } = useTranslation("klarna")
  const status = "status" in error ? error.status : undefined
  const words =
    status === 401
      ? `${t("links.failed.loggedOut")}. ${t("links.failed.loggedOutHint")}`
      : status === 403
        ? `${t("desk.failed.forbidden")}. ${t("desk.failed.forbiddenHint")}`
        : t("failed.text", { message: error.message })
  return (
    <KlarnaSection>
      <Block>
        <Alert variant="error" role="alert">
          {words}
        </Alert>
        {status !== 403 && (
          <div>
            <Button size="small" variant="secondary" onClick={onRetry} isLoading={isReading}>
              {t("failed.retry")}
            </Button>
          </div>
        )}
      </Block>
    </KlarnaSection>
  )
}
