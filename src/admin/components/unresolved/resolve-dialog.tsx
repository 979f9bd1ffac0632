import { Button, Hint, Input, Label, Prompt, RadioGroup, toast } from "@medusajs/ui"
import { useId, useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { explainResolving } from "../../lib/unresolved/explain-resolving"
import { afterwards, readOrderId, type UnresolvedPurchase } from "../../lib/unresolved/purchase"
import { useResolve } from "../../lib/unresolved/use-unresolved"
import { formatMinorAmount } from "../../lib/format"
import { Field } from "../desk/field"

const FINDINGS = ["order", "none"] as const
type Finding = (typeof FINDINGS)[number]

/** Staff looked in Klarna's portal and say what is there. Refused, it says why and stays. */
export function ResolveDialog({ purchase }: { purchase: UnresolvedPurchase }) {
  const { t } = useTranslation("klarna")
  const { mutateAsync, isPending, error, reset } = useResolve(purchase.id)
  const [isOpen, setIsOpen] = useState(false)
  const [finding, setFinding] = useState<Finding>()
  const [typed, setTyped] = useState("")
  const [isMissing, setIsMissing] = useState(false)
  const id = useId()
  const open = (next: boolean) => {
    if (isPending) return
    reset()
    setFinding(undefined)
    setTyped("")
    setIsMissing(false)
    setIsOpen(next)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isPending || !finding) return
    const orderId = finding === "order" ? readOrderId(typed) : null
    setIsMissing(orderId === undefined)
    if (orderId === undefined) return
    try {
      const resolved = await mutateAsync(orderId)
      const outcome = afterwards(resolved.purchase)
      toast[outcome === "still" ? "warning" : "success"](t(`unresolved.dialog.${outcome}`))
      setIsOpen(false)
    } catch {
      // Shown below the choices.
    }
  }
  return (
    <Prompt open={isOpen} onOpenChange={open} variant="confirmation">
      <Prompt.Trigger asChild>
        <Button size="small" variant="secondary">
          {t("unresolved.action")}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <Prompt.Header>
            <Prompt.Title>{t("unresolved.dialog.title")}</Prompt.Title>
            <Prompt.Description className="[overflow-wrap:anywhere]">
              {t("unresolved.dialog.text", {
                reference: purchase.subject_id,
                amount: formatMinorAmount(purchase.amount, purchase.currency_code),
              })}
            </Prompt.Description>
          </Prompt.Header>
          <div className="flex flex-col gap-y-4 px-6 pt-4">
            <RadioGroup
              aria-label={t("unresolved.dialog.title")}
              value={finding ?? ""}
              onValueChange={(next) => {
                reset()
                setFinding(next as Finding)
              }}
            >
              {FINDINGS.map((each) => (
                <div key={each} className="flex items-start gap-x-2">
                  <RadioGroup.Item id={`${id}-${each}`} value={each} className="mt-0.5" />
                  <div className="flex flex-col">
                    <Label size="small" htmlFor={`${id}-${each}`} weight="plus">
                      {t(`unresolved.dialog.${each}`)}
                    </Label>
                    <Hint>{t(`unresolved.dialog.${each}Hint`)}</Hint>
                  </div>
                </div>
              ))}
            </RadioGroup>
            {finding === "order" && (
              <Field
                label={t("unresolved.dialog.id")}
                hint={t("unresolved.dialog.idHint")}
                error={isMissing ? t("unresolved.dialog.idMissing") : undefined}
              >
                {(control) => (
                  <Input
                    {...control}
                    size="small"
                    autoComplete="off"
                    spellCheck={false}
                    value={typed}
                    onChange={({ target }) => setTyped(target.value)}
                  />
                )}
              </Field>
            )}
            {error && (
              <div role="alert">
                <Hint variant="error">{explainResolving(t, error)}</Hint>
              </div>
            )}
          </div>
          <Prompt.Footer>
            <Prompt.Cancel disabled={isPending}>{t("unresolved.dialog.cancel")}</Prompt.Cancel>
            <Button type="submit" size="small" isLoading={isPending} disabled={!finding}>
              {t("unresolved.dialog.submit")}
            </Button>
          </Prompt.Footer>
        </form>
      </Prompt.Content>
    </Prompt>
  )
}
