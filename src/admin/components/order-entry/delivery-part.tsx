import { Hint, Label, RadioGroup, Skeleton, Text } from "@medusajs/ui"
import { useEffect, useId, useState } from "react"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import type { Draft } from "../../lib/order-entry/draft"
import { useDeliveryOptions } from "../../lib/order-entry/use-delivery-options"
import { Part } from "./part"

type Props = {
  draft: Draft | undefined
  onDelivery: (optionId: string) => void
}

/** How it gets there. */
export function DeliveryPart({ draft, onDelivery }: Props) {
  const { t } = useTranslation("klarna")
  const { data: options, isPending, isEnabled } = withEnabled(useDeliveryOptions(draft), draft)
  const id = useId()
  const methods = draft?.shipping_methods
  const [chosen, setChosen] = useState<string>()
  // What was chosen is shown at once, until the draft says what it has.
  useEffect(() => setChosen(undefined), [methods])
  // Of several, made elsewhere, none is the one: whichever is chosen replaces them all.
  const known = methods?.length === 1 ? methods[0]?.shipping_option_id : undefined
  return (
    <Part title={t("entry.delivery.title")}>
      {!isEnabled && <Hint>{t("entry.delivery.needsAddress")}</Hint>}
      {isEnabled && isPending && <Skeleton className="h-12 w-full" />}
      {options?.length === 0 && <Hint variant="error">{t("entry.delivery.none")}</Hint>}
      {options && draft && options.length > 0 && (
        <RadioGroup
          aria-label={t("entry.delivery.title")}
          value={chosen ?? known ?? ""}
          onValueChange={(optionId) => {
            setChosen(optionId)
            onDelivery(optionId)
          }}
        >
          {options.map((option) => (
            <div key={option.id} className="flex items-center gap-x-2">
              <RadioGroup.Item id={`${id}-${option.id}`} value={option.id} />
              <Label size="small" htmlFor={`${id}-${option.id}`} className="flex-1">
                {option.name}
              </Label>
              <Text size="small" className="text-ui-fg-subtle tabular-nums">
                {option.price === 0
                  ? t("entry.delivery.free")
                  : option.price !== undefined && formatAmount(option.price, draft.currency_code)}
              </Text>
            </div>
          ))}
        </RadioGroup>
      )}
    </Part>
  )
}

const withEnabled = (query: ReturnType<typeof useDeliveryOptions>, draft: Draft | undefined) => ({
  ...query,
  isEnabled: Boolean(draft?.shipping_address?.country_code && draft.shipping_address.postal_code),
})
