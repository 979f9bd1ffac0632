import { Button, Checkbox, Hint, Label, Text } from "@medusajs/ui"
import { useEffect, useId, useState, type Ref } from "react"
import { useTranslation } from "react-i18next"
import type { Channel } from "../../lib/payment-links/session"
import type { useContact } from "../../lib/payment-links/use-contact"
import { ContactFields } from "../payment-links/contact-fields"
import { LinkChoices } from "../payment-links/link-choices"

type Props = {
  providerIds: string[]
  providerId: string | undefined
  onProvider: (id: string) => void
  channel: Channel
  onChannel: (channel: Channel) => void
  contact: ReturnType<typeof useContact>
  isSent: boolean
  onSent: (isSent: boolean) => void
  /** What is missing before a link can be made; keys under `entry.link.needs`. */
  needs: string[]
  refusal: string | undefined
  /** Whether changes are on their way to the draft. */
  isBusy: boolean
  isMaking: boolean
  onMake: () => void
  buttonRef: Ref<HTMLButtonElement>
}

/** How the buyer pays, and how the link gets there. */
export function LinkPart(props: Props) {
  const { t } = useTranslation("klarna")
  const [wasAsked, setWasAsked] = useState(false)
  const id = useId()
  const [isWanted, setIsWanted] = useState(false)
  const { needs, refusal, isSent, isBusy } = props
  // Whoever is quick asks for a link while the last thing they typed is still on its way.
  useEffect(() => {
    if (!isWanted || isBusy) return
    setIsWanted(false)
    setWasAsked(true)
    if (!needs.length) props.onMake()
  }, [isWanted, isBusy])
  return (
    <>
      <LinkChoices
        channel={props.channel}
        onChannel={props.onChannel}
        providerIds={props.providerIds}
        providerId={props.providerId}
        onProvider={props.onProvider}
      />
      <div className="flex items-center gap-x-2">
        <Checkbox
          id={`${id}-later`}
          checked={!isSent}
          onCheckedChange={(checked) => props.onSent(checked !== true)}
        />
        <Label size="small" htmlFor={`${id}-later`}>
          {t("links.send.none")}
        </Label>
      </div>
      {isSent && <ContactFields contact={props.contact} />}
      {wasAsked && needs.length > 0 && (
        <ul role="alert" className="flex flex-col gap-y-1">
          {needs.map((need) => (
            <li key={need}>
              <Hint variant="error">{t(`entry.link.needs.${need}`)}</Hint>
            </li>
          ))}
        </ul>
      )}
      {refusal && (
        <Hint variant="error" role="alert">
          {refusal}
        </Hint>
      )}
      <Button
        ref={props.buttonRef}
        type="button"
        className="w-full"
        isLoading={props.isMaking || isWanted}
        onClick={() => setIsWanted(true)}
      >
        {t(isSent ? "entry.link.createAndSend" : "entry.link.create")}
      </Button>
      <Text size="xsmall" className="text-ui-fg-muted hidden text-center md:block">
        {t("entry.link.shortcut")}
      </Text>
    </>
  )
}
