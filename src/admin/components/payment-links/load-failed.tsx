import { ExclamationCircle, LockClosedSolid } from "@medusajs/icons"
import { Button, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { explain } from "../../lib/payment-links/explain"

type Props = { error: Error; isReading: boolean; onRetry: () => void }

/** In place of what could not be read: not allowed, not there, or failed. */
export function LoadFailed({ error, isReading, onRetry }: Props) {
  const { t } = useTranslation("klarna")
  const status = "status" in error ? error.status : undefined
  const isForbidden = status === 401 || status === 403
  const Icon = isForbidden ? LockClosedSolid : ExclamationCircle
  const title = isForbidden ? "forbidden" : status === 404 ? "notFound" : "title"
  return (
    <div role="alert" className="flex flex-col items-center gap-y-3 px-6 py-16 text-center">
      <Icon aria-hidden className="text-ui-fg-muted" />
      <Heading level="h2">{t(`links.failed.${title}`)}</Heading>
      <Text size="small" className="text-ui-fg-subtle max-w-md break-words">
        {isForbidden ? t("links.failed.forbiddenHint") : explain(t, error).text}
      </Text>
      {!isForbidden && status !== 404 && (
        <Button size="small" variant="secondary" onClick={onRetry} isLoading={isReading}>
          {t("links.failed.retry")}
        </Button>
      )}
    </div>
  )
}
