import { XMarkMini } from "@medusajs/icons"
import { Badge, Button, Hint, IconButton, Input, Label } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Draft } from "../../lib/order-entry/draft"

type Props = {
  draft: Draft | undefined
  /** Why the last code was not taken. */
  problem: string | undefined
  isBusy: boolean
  onAdd: (code: string) => void
  onRemove: (code: string) => void
}

/** Codes that take something off, and whether they do. */
export function PromotionPart({ draft, problem, isBusy, onAdd, onRemove }: Props) {
  const { t } = useTranslation("klarna")
  const [code, setCode] = useState("")
  const id = useId()
  const codes = (draft?.promotions ?? []).map((promotion) => promotion.code)
  const add = () => {
    if (!code.trim() || !draft) return
    onAdd(code.trim())
    setCode("")
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
          {problem}
        </Hint>
      )}
      {codes.map((each) => (
        <div key={each} className="flex items-center gap-x-1">
          <Badge size="2xsmall">{each}</Badge>
          <IconButton
            type="button"
            size="2xsmall"
            variant="transparent"
            aria-label={t("entry.promotion.remove", { code: each })}
            onClick={() => onRemove(each)}
          >
            <XMarkMini />
          </IconButton>
          {!isBusy && draft?.discount_total === 0 && (
            <Hint>{t("entry.promotion.nothing", { code: each })}</Hint>
          )}
        </div>
      ))}
    </div>
  )
}
