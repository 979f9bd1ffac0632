import { Button, Drawer, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { RefusalAlert } from "./refusal-alert"

type Props = {
  title: string
  description: string
  onClose: () => void
  onSubmit: () => void
  submitText: string
  canSubmit: boolean
  isPending: boolean
  error: Error | null
  /** What it comes to, said again as it changes. */
  total?: { label: string; amount: string; problem?: string }
  children: ReactNode
}

/** The frame of a form beside the page: it stays open when refused, so that nothing has to be typed again. */
export function DeskDrawer({ title, description, onClose, onSubmit, submitText, ...props }: Props) {
  const { t } = useTranslation("klarna")
  const { canSubmit, isPending, error, total, children } = props
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title className="h2-core">{title}</Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle txt-small">{description}</Drawer.Description>
        </Drawer.Header>
        <form
          className="flex min-h-0 flex-1 flex-col"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            // A drawer is drawn elsewhere, but its events still reach what opened it.
            event.stopPropagation()
            if (canSubmit && !isPending) onSubmit()
          }}
        >
          <Drawer.Body className="flex min-h-0 flex-col gap-y-6 overflow-y-auto">{children}</Drawer.Body>
          <Drawer.Footer className="flex-col items-stretch gap-y-3 space-x-0">
            {error && <RefusalAlert error={error} />}
            {total && <Total {...total} />}
            <div className="flex items-center justify-end gap-x-2">
              <Button size="small" variant="secondary" type="button" disabled={isPending} onClick={onClose}>
                {t("desk.part.close")}
              </Button>
              <Button size="small" type="submit" disabled={!canSubmit} isLoading={isPending}>
                {submitText}
              </Button>
            </div>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}

const Total = ({ label, amount, problem }: NonNullable<Props["total"]>) => (
  <div className="flex flex-col gap-y-1" aria-live="polite">
    <div className="flex items-center justify-between gap-x-4">
      <Text weight="plus">{label}</Text>
      <Text weight="plus" className="text-nowrap tabular-nums" data-testid="klarna-part-total">
        {amount}
      </Text>
    </div>
    {problem && (
      <Text size="small" className="text-ui-fg-error">
        {problem}
      </Text>
    )}
  </div>
)
