import { XMarkMini } from "@medusajs/icons"
import { Badge, Button, Hint, IconButton, Input, Label } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"
import { formatDate } from "../../lib/format"
import { refusalOfCode, whyNothing } from "../../lib/order-entry/codes"
import type { Problem } from "../../lib/order-entry/apply-changes"
import type { Draft, DraftCode } from "../../lib/order-entry/draft"

type Props = {
  draft: Draft | undefined
  /** Why the last code was not taken. */
  problem: Problem | undefined
  isBusy: boolean
  onAdd: (code: string) => void
  onRemove: (code: string) => void
}

/** Codes that take something off, and whether they do. */
export function PromotionPart({ draft, problem, isBusy, onAdd, onRemove }: Props) {
  const { t } = useTranslation("klarna")
  const [code, setCode] = useState("")
  const id = useId()
  const add = () => {
    if (!code.trim() || !draft) return
    onAdd(code.trim())
    setCode("")
  }
  const refused = ({ change, error }: Problem) => {
    const key = refusalOfCode(error)
    return key ? t(`entry.promotion.${key}`, { code: "code" in change ? change.code : "" }) : error.message
  }
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small" htmlFor={id}>
        {t("entry.promotion.label")}
      </Label>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
        <Input
          id={id}
          size="small"
          value={code}
          maxLength={100}
          disabled={!draft}
          autoComplete="off"
          onChange={({ target }) => setCode(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            add()
          }}
        />
        <Button
          type="button"
          size="small"
          variant="secondary"
          disabled={!draft || !code.trim()}
          onClick={add}
        >
          {t("entry.promotion.add")}
        </Button>
      </div>
      {problem && (
        <Hint variant="error" role="alert">
          {refused(problem)}
        </Hint>
      )}
      {draft?.promotions?.map((each) => (
        <div key={each.code} className="flex items-center gap-x-1">
          <Badge size="2xsmall" className="shrink-0 text-nowrap">
            {each.code}
          </Badge>
          <IconButton
            type="button"
            size="2xsmall"
            variant="transparent"
            aria-label={t("entry.promotion.remove", { code: each.code })}
            onClick={() => onRemove(each.code)}
          >
            <XMarkMini />
          </IconButton>
          {!isBusy && <WhyNothing code={each} draft={draft} />}
        </div>
      ))}
    </div>
  )
}

/** Codes that Medusa keeps with the order although they take nothing off. */
function WhyNothing({ code, draft }: { code: DraftCode; draft: Draft }) {
  const { t } = useTranslation("klarna")
  const why = whyNothing(code, draft, Date.now())
  if (!why) return null
  return (
    <Hint>
      {t(`entry.promotion.${why.key}`, { code: code.code, date: why.date && formatDate(why.date) })}
    </Hint>
  )
}
