import { Hint, Label, RadioGroup, Select } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"
import { CHANNELS, type Channel } from "../../lib/payment-links/session"
import { providerName } from "../../lib/payment-words"

type Props = {
  channel: Channel
  onChannel: (channel: Channel) => void
  providerIds: string[]
  providerId: string | undefined
  onProvider: (providerId: string) => void
}

/** How the buyer comes to Klarna's page, and who takes the money. */
export function LinkChoices({ channel, onChannel, providerIds, providerId, onProvider }: Props) {
  const { t } = useTranslation("klarna")
  const id = useId()
  return (
    <>
      <div className="flex flex-col gap-y-2">
        <Label size="small" id={`${id}-channel`}>
          {t("links.channel.short")}
        </Label>
        <RadioGroup
          aria-labelledby={`${id}-channel`}
          value={channel}
          onValueChange={(next) => onChannel(next as Channel)}
        >
          {CHANNELS.map((each) => (
            <div key={each} className="flex items-start gap-x-2">
              <RadioGroup.Item id={`${id}-${each}`} value={each} className="mt-0.5" />
              <div className="flex flex-col">
                <Label size="small" htmlFor={`${id}-${each}`} weight="plus">
                  {t(`links.channel.${each}`)}
                </Label>
                {each === channel && <Hint>{t(`links.channel.hint.${each}`)}</Hint>}
              </div>
            </div>
          ))}
        </RadioGroup>
      </div>
      {providerIds.length > 1 && (
        <div className="flex flex-col gap-y-2">
          <Label size="small" htmlFor={`${id}-provider`}>
            {t("links.detail.provider")}
          </Label>
          <Select size="small" value={providerId} onValueChange={onProvider}>
            <Select.Trigger id={`${id}-provider`}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {providerIds.map((each) => (
                <Select.Item key={each} value={each}>
                  {nameOfProvider(each)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
      )}
    </>
  )
}

const nameOfProvider = (id: string) => providerName({ provider: id.replace(/^pp_(.+)_klarna$/, "$1") })
