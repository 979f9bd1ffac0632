import { Container, Heading, Hint, Label, Text, Textarea } from "@medusajs/ui"
import { useEffect, useId, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { needsOf } from "../../lib/order-entry/needs"
import { useMakeLink } from "../../lib/order-entry/use-make-link"
import { useOrderEntry } from "../../lib/order-entry/use-order-entry"
import type { useShop } from "../../lib/order-entry/use-shop"
import { useVariantsOf } from "../../lib/order-entry/use-variants"
import type { Channel } from "../../lib/payment-links/session"
import { useContact } from "../../lib/payment-links/use-contact"
import { AddressPart } from "./address-part"
import { CustomerPart } from "./customer-part"
import { DeliveryPart } from "./delivery-part"
import { LinkPart } from "./link-part"
import { Part } from "./part"
import { ProductsPart } from "./products-part"
import { PromotionPart } from "./promotion-part"
import { RegionFields } from "./region-fields"
import { Totals } from "./totals"

type Props = {
  shop: NonNullable<ReturnType<typeof useShop>["data"]>
  draftId: string | undefined
  onDraft: (id: string) => void
  onStartOver: () => void
}

/** A whole order by phone on one screen: top to bottom with the keyboard, and Ctrl + Enter at the end. */
export function OrderEntryForm({ shop, draftId, onDraft, onStartOver }: Props) {
  const { t } = useTranslation("klarna")
  const entry = useOrderEntry(shop, draftId, onDraft)
  const { draft, region, buyer, address, problems, isBusy, change } = entry
  const { data: variants } = useVariantsOf(draft?.items.flatMap(({ variant_id }) => variant_id ?? []) ?? [])
  const [channel, setChannel] = useState<Channel>("telesales")
  const [isSentByHand, setIsSent] = useState<boolean>()
  const [chosenProvider, setProvider] = useState<string>()
  const contact = useContact({ email: buyer?.email, phone: address.phone, country: address.country_code })
  const { make, isMaking, refusal } = useMakeLink(entry)
  const products = useRef<HTMLInputElement>(null)
  const regions = useRef<HTMLButtonElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  const providerIds = region?.provider_ids ?? []
  const providerId = providerIds.find((each) => each === chosenProvider) ?? providerIds[0]
  // In a shop the buyer stands before the code.
  const isSent = isSentByHand ?? channel !== "in_store"
  const needs = needsOf({
    ...{ hasRegion: Boolean(region), buyer, draft, address, providerId, variants },
    contact: isSent ? contact.value : undefined,
  })
  const codeProblem = problems.find(({ change: { kind } }) => kind === "add-code")
  const otherProblem = problems.find((problem) => problem !== codeProblem)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      // The field that was typed in last is left, and so saved.
      button.current?.focus()
      button.current?.click()
    }
    document.addEventListener("keydown", onKeyDown)
    return () => document.removeEventListener("keydown", onKeyDown)
  }, [])

  return (
    <div
      className="grid w-full grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1fr)_440px]"
      aria-busy={entry.move.isMoving}
      // Until the new draft is there, there is nothing to change.
      {...(entry.move.isMoving ? { inert: "" } : {})}
    >
      <div className="flex min-w-0 flex-col gap-y-3">
        <Container className="px-6 py-4">
          <Heading>{draft ? t("entry.continue", { number: draft.display_id }) : t("entry.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("entry.subtitle")}
          </Text>
          {entry.startProblem && (
            <Hint variant="error" role="alert" className="mt-2">
              {"status" in entry.startProblem && entry.startProblem.status === 404
                ? t("entry.gone")
                : entry.startProblem.message}
            </Hint>
          )}
        </Container>
        <CustomerPart
          buyer={buyer}
          onBuyer={(next, known) => {
            void entry.choose(next, known)
            // Once the region of whoever was chosen stands there, and with it what can be searched.
            if (next) setTimeout(() => (products.current ?? regions.current)?.focus())
          }}
        />
        <ProductsPart
          region={region}
          customerId={buyer?.id}
          draft={draft}
          variants={variants}
          onAdd={(variantId) => void entry.add(variantId)}
          onQuantity={(itemId, quantity) => void change({ kind: "set-quantity", itemId, quantity })}
          inputRef={products}
        >
          <RegionFields entry={entry} shop={shop} onStartOver={onStartOver} regionRef={regions} />
        </ProductsPart>
        <AddressPart
          address={address}
          region={region}
          saved={entry.saved}
          onAddress={entry.setAddress}
          onDone={entry.saveAddress}
        />
        <DeliveryPart
          draft={draft}
          onDelivery={(optionId) => void change({ kind: "set-delivery", optionId })}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-y-3 xl:sticky xl:top-3">
        <Part title={t("entry.totals.title")}>
          <PromotionPart
            draft={draft}
            problem={codeProblem}
            isBusy={isBusy}
            onAdd={(code) => void change({ kind: "add-code", code })}
            onRemove={(code) => void change({ kind: "remove-code", code })}
          />
          <Totals draft={draft} isBusy={isBusy} />
          {otherProblem && (
            <Hint variant="error" role="alert">
              {otherProblem.error.message}
            </Hint>
          )}
          <div className="flex flex-col gap-y-2">
            <Label size="small" htmlFor={`${id}-note`}>
              {t("entry.note.label")}
            </Label>
            <Textarea
              id={`${id}-note`}
              rows={2}
              maxLength={1_000}
              value={entry.note}
              onChange={({ target }) => entry.setNote(target.value)}
              onBlur={entry.saveNote}
            />
            <Hint>{t("entry.note.hint")}</Hint>
          </div>
        </Part>
        <Part title={t("entry.link.title")}>
          <LinkPart
            channel={channel}
            onChannel={setChannel}
            providerIds={providerIds}
            providerId={providerId}
            onProvider={setProvider}
            contact={contact}
            isSent={isSent}
            onSent={setIsSent}
            needs={needs}
            refusal={refusal}
            isBusy={isBusy || entry.move.isMoving}
            isMaking={isMaking}
            onMake={() => void make({ channel, providerId, contact: isSent ? contact : undefined })}
            buttonRef={button}
          />
        </Part>
      </div>
    </div>
  )
}
