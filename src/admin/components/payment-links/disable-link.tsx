import { Button, Label, Prompt, Textarea, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"
import { explain } from "../../lib/payment-links/explain"
import { useLinkActions } from "../../lib/payment-links/use-link-actions"

type Props = { id: string; isSmall?: boolean }

/** Ends a link, with a reason for colleagues. When it was paid in the meantime, that is what is said. */
export function DisableLink({ id, isSmall = true }: Props) {
  const { t } = useTranslation("klarna")
  const { disable } = useLinkActions()
  const [reason, setReason] = useState("")
  const [isOpen, setIsOpen] = useState(false)
  const field = useId()
  const confirm = async () => {
    try {
      const { outcome } = await disable.mutateAsync({ id, reason: reason.trim() })
      if (outcome === "disabled") toast.success(t("links.disable.done"))
      else toast.warning(t(`links.disable.${outcome}`))
    } catch (error) {
      toast.error(explain(t, error as Error).text)
    }
    setIsOpen(false)
    setReason("")
  }
  return (
    <Prompt open={isOpen} onOpenChange={setIsOpen} variant="danger">
      <Prompt.Trigger asChild>
        <Button size={isSmall ? "small" : "base"} variant="secondary" className="text-nowrap">
          {t("links.disable.button")}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{t("links.disable.title")}</Prompt.Title>
          <Prompt.Description>{t("links.disable.text")}</Prompt.Description>
        </Prompt.Header>
        <div className="flex flex-col gap-y-2 px-6 pt-4">
          <Label htmlFor={field} size="small">
            {t("links.disable.reason")}
          </Label>
          <Textarea
            id={field}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <Prompt.Footer>
          <Prompt.Cancel>{t("links.disable.cancel")}</Prompt.Cancel>
          <Button size="small" variant="danger" isLoading={disable.isPending} onClick={() => void confirm()}>
            {t("links.disable.button")}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
