import { Button, Hint, Label, Select } from "@medusajs/ui"
import { useId, type Ref } from "react"
import { useTranslation } from "react-i18next"
import type { OrderEntry } from "../../lib/order-entry/use-order-entry"
import type { useShop } from "../../lib/order-entry/use-shop"
import { MoveNotice } from "./move-notice"

type Props = {
  entry: OrderEntry
  shop: NonNullable<ReturnType<typeof useShop>["data"]>
  onStartOver: () => void
  regionRef: Ref<HTMLButtonElement>
}

/** Where it is sold. Prices and taxes hang on it: with a draft, another region is another draft. */
export function RegionFields({ entry, shop, onStartOver, regionRef }: Props) {
  const { t } = useTranslation("klarna")
  const id = useId()
  const isBegun = entry.draft !== undefined
  return (
    <>
      <div className="flex flex-col gap-y-2">
        <Label size="small" htmlFor={`${id}-region`}>
          {t("entry.region.label")}
        </Label>
        <Select
          size="small"
          value={entry.region?.id ?? ""}
          onValueChange={(regionId) => regionId && entry.setRegionId(regionId)}
        >
          <Select.Trigger id={`${id}-region`} ref={regionRef}>
            <Select.Value placeholder="–" />
          </Select.Trigger>
          <Select.Content>
            {shop.regions.map((region) => (
              <Select.Item key={region.id} value={region.id}>
                {region.name} · {region.currency_code.toUpperCase()}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      {shop.salesChannels.length > 1 && (
        <div className="flex flex-col gap-y-2">
          <Label size="small" htmlFor={`${id}-channel`}>
            {t("entry.salesChannel")}
          </Label>
          <Select
            size="small"
            value={entry.salesChannelId}
            onValueChange={(channelId) => channelId && entry.setSalesChannelId(channelId)}
          >
            <Select.Trigger id={`${id}-channel`}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {shop.salesChannels.map((channel) => (
                <Select.Item key={channel.id} value={channel.id}>
                  {channel.name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
      )}
      {isBegun && (
        <div className="flex items-center justify-between gap-x-2">
          <Hint>{t("entry.region.hint")}</Hint>
          <Button
            type="button"
            size="small"
            variant="transparent"
            className="shrink-0 text-nowrap"
            onClick={onStartOver}
          >
            {t("entry.region.startOver")}
          </Button>
        </div>
      )}
      <MoveNotice move={entry.move} />
    </>
  )
}
