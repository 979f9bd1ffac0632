import { Button, Drawer, Skeleton, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { ExaminationSubject } from "../../lib/examination/examination"
import { useExamination } from "../../lib/examination/use-examination"
import { RefusalAlert } from "../desk/refusal-alert"
import { Findings } from "./findings"

export type Examined = {
  subject: ExaminationSubject
  /** What was sent, in words. */
  what: string
}

type Props = Examined & { onClose: () => void }

/** What was sent against Klarna's rules, beside the page it was opened from. */
export function ExaminationDrawer({ subject, what, onClose }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title className="h2-core">{t("examination.title")}</Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle txt-small [overflow-wrap:anywhere]">
            {what}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="overflow-y-auto">
          <Result subject={subject} />
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("desk.part.close")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

function Result({ subject }: Pick<Examined, "subject">) {
  const { t } = useTranslation("klarna")
  const { data, error, isFetching, refetch } = useExamination(subject)
  if (data) return <Findings examination={data} />
  if (data === null) return <NotKept />
  if (!error) return <Skeleton className="h-32 w-full" />
  return (
    <div className="flex flex-col items-start gap-y-4">
      <RefusalAlert error={error} />
      <Button size="small" variant="secondary" isLoading={isFetching} onClick={() => void refetch()}>
        {t("failed.retry")}
      </Button>
    </div>
  )
}

function NotKept() {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex flex-col items-start gap-y-2">
      <StatusBadge color="grey">{t("examination.notKept")}</StatusBadge>
      <Text size="small" className="text-ui-fg-subtle text-pretty">
        {t("examination.notKeptHint")}
      </Text>
    </div>
  )
}
