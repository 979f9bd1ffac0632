import { Hint, Label } from "@medusajs/ui"
import { useId, type ReactNode } from "react"
import { useTranslation } from "react-i18next"

/** What a control needs so that its label, hint and error are read with it. */
export type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }

type Props = {
  label: string
  hint?: string
  error?: string
  optional?: boolean
  children: (control: ControlProps) => ReactNode
}

export function Field({ label, hint, error, optional = false, children }: Props) {
  const { t } = useTranslation("klarna")
  const id = useId()
  const note = error ?? hint
  return (
    <div className="flex min-w-0 flex-col gap-y-1">
      <div className="flex items-baseline gap-x-1">
        <Label htmlFor={id} size="small" weight="plus">
          {label}
        </Label>
        {optional && <span className="txt-small text-ui-fg-muted">({t("desk.part.optional")})</span>}
      </div>
      {children({
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": error !== undefined,
      })}
      {note && (
        <Hint id={`${id}-note`} variant={error ? "error" : "info"}>
          {note}
        </Hint>
      )}
    </div>
  )
}
