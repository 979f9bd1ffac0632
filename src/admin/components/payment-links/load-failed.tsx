import { ExclamationCircle, LockClosedSolid } from "@medusajs/icons"
import { Button, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link, useLocation } from "react-router-dom"
import { loadFailure } from "../../lib/payment-links/load-failure"

type Props = {
  error: Error
  isReading: boolean
  onRetry: () => void
  /** A part of a page, where there is little room. */
  isSmall?: boolean
}

/** In place of what could not be read: logged out, not allowed, not there, or failed. */
export function LoadFailed({ error, isReading, onRetry, isSmall = false }: Props) {
  const { t } = useTranslation("klarna")
  const from = useLocation()
  const { kind, title, text } = loadFailure(t, error)
  const Icon = kind === "logged_out" || kind === "forbidden" ? LockClosedSolid : ExclamationCircle
  return (
    <div
      role="alert"
      data-failure={kind}
      className={`flex flex-col items-center gap-y-3 px-6 text-center ${isSmall ? "py-6" : "py-16"}`}
    >
      <Icon aria-hidden className="text-ui-fg-muted" />
      <Heading level={isSmall ? "h3" : "h2"}>{title}</Heading>
      <Text size="small" className="text-ui-fg-subtle max-w-md break-words">
        {text}
      </Text>
      {kind === "logged_out" && (
        <Button size="small" variant="secondary" asChild>
          <Link to="/login" state={{ from }}>
            {t("links.failed.logIn")}
          </Link>
        </Button>
      )}
      {kind === "failed" && (
        <Button size="small" variant="secondary" onClick={onRetry} isLoading={isReading}>
          {t("links.failed.retry")}
        </Button>
      )}
    </div>
  )
}
