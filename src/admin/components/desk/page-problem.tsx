import { ExclamationCircle, LockClosedSolid } from "@medusajs/icons"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { explainRefusal } from "../../lib/desk/explain-refusal"

type Props = { error: Error; isReading: boolean; onRetry: () => void }

/** In place of a page that could not be read: not allowed, or failed. */
export function PageFailed({ error, isReading, onRetry }: Props) {
  const { t } = useTranslation("klarna")
  const isForbidden = "status" in error && (error.status === 401 || error.status === 403)
  if (isForbidden) {
    return <PageProblem title={t("desk.failed.forbidden")} hint={t("desk.failed.forbiddenHint")} isLocked />
  }
  return (
    <PageProblem title={t("desk.failed.title")} hint={explainRefusal(t, error).text}>
      <Button size="small" variant="secondary" onClick={onRetry} isLoading={isReading}>
        {t("failed.retry")}
      </Button>
    </PageProblem>
  )
}

type ProblemProps = { title: string; hint: string; isLocked?: boolean; children?: ReactNode }

export function PageProblem({ title, hint, isLocked = false, children }: ProblemProps) {
  const Icon = isLocked ? LockClosedSolid : ExclamationCircle
  return (
    <Container role="alert" className="flex flex-col items-center gap-y-3 px-6 py-16 text-center">
      <Icon aria-hidden className="text-ui-fg-muted" />
      <Heading level="h1">{title}</Heading>
      <Text size="small" className="text-ui-fg-subtle max-w-md text-pretty break-words">
        {hint}
      </Text>
      {children}
    </Container>
  )
}
