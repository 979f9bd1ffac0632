import { Alert, Button, Prompt, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import { explain } from "../../lib/payment-links/explain"
import type { Difference, Outcome, Remedy } from "../../lib/reconciliation/difference"
import { useMend } from "../../lib/reconciliation/use-differences"

type Props = { difference: Difference; remedy: Remedy }

/** The one button of a difference: it says what it will do before it does. Refused, it says why and stays. */
export function MendButton({ difference, remedy }: Props) {
  const { t } = useTranslation("klarna")
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, isPending, error, reset } = useMend(difference)
  const amount = formatAmount(difference.amount ?? 0, difference.currency_code)
  const action = t(`reconciliation.remedy.${remedy}`)
  const open = (next: boolean) => {
    if (isPending) return
    reset()
    setIsOpen(next)
  }
  const mend = () =>
    mutate(remedy, {
      onSuccess: ({ outcome }) => {
        setIsOpen(false)
        tell[outcome](t(`reconciliation.outcome.${outcome}`))
      },
    })
  const isDangerous = ENDS_SOMETHING.includes(remedy)
  return (
    <Prompt open={isOpen} onOpenChange={open} variant={isDangerous ? "danger" : "confirmation"}>
      <Prompt.Trigger asChild>
        <Button size="small" variant="secondary" className="text-nowrap">
          {action}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{action}</Prompt.Title>
          <Prompt.Description className="text-pretty">
            {t(`reconciliation.willDo.${remedy}`, { amount })}
          </Prompt.Description>
        </Prompt.Header>
        {error && (
          <div className="px-6 pt-4">
            <Alert variant="error">{explain(t, error).text}</Alert>
          </div>
        )}
        <Prompt.Footer>
          <Prompt.Cancel disabled={isPending}>{t("reconciliation.keep")}</Prompt.Cancel>
          <Button
            size="small"
            variant={isDangerous ? "danger" : "primary"}
            isLoading={isPending}
            onClick={mend}
          >
            {action}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}

const ENDS_SOMETHING: Remedy[] = ["cancel_at_klarna", "refund_at_klarna", "end_payment", "send_refund"]

const tell: Record<Outcome, (text: string) => unknown> = {
  mended: toast.success,
  gone: toast.info,
  changed: toast.warning,
  open: toast.warning,
}
