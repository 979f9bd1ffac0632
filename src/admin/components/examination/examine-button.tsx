import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { ExaminationDrawer, type Examined } from "./examination-drawer"

/** Opens what Klarna's rules say about something that was sent. Klarna is not asked. */
export function ExamineButton({ subject, what }: Examined) {
  const { t } = useTranslation("klarna")
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        variant="transparent"
        className="-ml-2 self-start"
        aria-label={t("examination.examineWhat", { what })}
        onClick={() => setIsOpen(true)}
      >
        {t("examination.examine")}
      </Button>
      {isOpen && <ExaminationDrawer subject={subject} what={what} onClose={() => setIsOpen(false)} />}
    </>
  )
}
