import { Button, Prompt } from "@medusajs/ui"
import type { UseMutationResult } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { RefusalAlert } from "./refusal-alert"

type Props = {
  /** On the button that opens it and on the one that does it. */
  action: string
  title: string
  text: string
  isDangerous?: boolean
  mutation: UseMutationResult<KlarnaOrder, Error, undefined>
  onDone: (order: KlarnaOrder) => void
}

/** A button that says what will happen before it does. Refused, it says why and stays. */
export function Confirm({ action, title, text, isDangerous = false, mutation, onDone }: Props) {
  const { t } = useTranslation("klarna")
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, isPending, error, reset } = mutation
  const open = (next: boolean) => {
    if (isPending) return
    reset()
    setIsOpen(next)
  }
  const confirm = () =>
    mutate(undefined, {
      onSuccess: (order) => {
        setIsOpen(false)
        onDone(order)
      },
    })
  return (
    <Prompt open={isOpen} onOpenChange={open} variant={isDangerous ? "danger" : "confirmation"}>
      <Prompt.Trigger asChild>
        <Button size="small" variant="secondary">
          {action}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{title}</Prompt.Title>
          <Prompt.Description className="text-pretty">{text}</Prompt.Description>
        </Prompt.Header>
        {error && (
          <div className="px-6 pt-4">
            <RefusalAlert error={error} />
          </div>
        )}
        <Prompt.Footer>
          <Prompt.Cancel disabled={isPending}>{t("desk.keep")}</Prompt.Cancel>
          <Button
            size="small"
            variant={isDangerous ? "danger" : "primary"}
            isLoading={isPending}
            onClick={confirm}
          >
            {action}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
