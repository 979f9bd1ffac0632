import { Button, Prompt } from "@medusajs/ui"
import type { UseMutationResult } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { RefusalAlert } from "./desk/refusal-alert"

type Props<Answer> = {
  /** On the button that opens it and on the one that does it. */
  action: string
  title: string
  text: string
  isDangerous?: boolean
  mutation: UseMutationResult<Answer, Error, undefined>
  onDone: (answer: Answer) => void
}

/** A button that says what will happen before it does. Refused, it says why and stays. */
export function Confirm<Answer>({
  action,
  title,
  text,
  isDangerous = false,
  mutation,
  onDone,
}: Props<Answer>) {
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
      onSuccess: (answer) => {
        setIsOpen(false)
        onDone(answer)
      },
    })
  return (
    <Prompt open={isOpen} onOpenChange={open} variant={isDangerous ? "danger" : "confirmation"}>
      <Prompt.Trigger asChild>
        <Button size="small" variant="secondary" className="text-nowrap">
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
