import { Button, Input, Select, Textarea } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { PAYLOAD_KINDS, type PayloadKind } from "../../lib/examination/examination"
import { readPasted } from "../../lib/examination/read-pasted"
import type { PastedPayload } from "../../lib/examination/use-examination"
import { Field } from "../desk/field"

type Props = {
  isPending: boolean
  onExamine: (pasted: PastedPayload) => void
  /** What was asked for cannot be examined: what was found before is of something else. */
  onProblem: () => void
}

/** A payload of anybody's: pasted, examined and forgotten. */
export function PasteForm({ isPending, onExamine, onProblem }: Props) {
  const { t } = useTranslation("klarna")
  const [kind, setKind] = useState<PayloadKind>("order")
  const [country, setCountry] = useState("")
  const [text, setText] = useState("")
  const [wasAsked, setWasAsked] = useState(false)
  const pasted = readPasted(text)
  const problem = wasAsked && "problem" in pasted ? t(`examination.problem.${pasted.problem}`) : undefined
  const isCountry = country === "" || /^[A-Za-z]{2}$/.test(country)
  const examine = () => {
    setWasAsked(true)
    if ("problem" in pasted || !isCountry) onProblem()
    else onExamine({ kind, payload: pasted.payload, ...(country ? { country: country.toUpperCase() } : {}) })
  }
  return (
    <form
      className="flex flex-col gap-y-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) examine()
      }}
    >
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <Field label={t("examination.kindLabel")}>
          {(control) => (
            <Select value={kind} onValueChange={(next) => setKind(next as PayloadKind)}>
              <Select.Trigger {...control}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {PAYLOAD_KINDS.map((each) => (
                  <Select.Item key={each} value={each}>
                    {t(`examination.kind.${each}`)}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
        <Field
          label={t("examination.country")}
          hint={t("examination.countryHint")}
          error={isCountry ? undefined : t("examination.problem.country")}
          optional
        >
          {(control) => (
            <Input
              {...control}
              value={country}
              maxLength={2}
              autoComplete="off"
              onChange={({ target }) => setCountry(target.value)}
            />
          )}
        </Field>
      </div>
      <Field label={t("examination.payload")} hint={t("examination.payloadHint")} error={problem}>
        {(control) => (
          <Textarea
            {...control}
            className="font-mono"
            rows={12}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <div>
        <Button size="small" type="submit" isLoading={isPending}>
          {t("examination.examine")}
        </Button>
      </div>
    </form>
  )
}
