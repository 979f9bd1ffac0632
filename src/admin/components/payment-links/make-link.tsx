import { Button, Drawer, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import { formatAmount } from "../../lib/format"
import { explain } from "../../lib/payment-links/explain"
import { isPayable } from "../../lib/payment-links/link-state"
import type { Channel, Session } from "../../lib/payment-links/session"
import { useLinkActions } from "../../lib/payment-links/use-link-actions"
import type { Outstanding } from "../../lib/payment-links/use-order-links"
import { LinkChoices } from "./link-choices"

type Props = { outstanding: Outstanding; latest: Session | undefined }

/** Makes a link for what an order still owes, and leads to it: there it is sent. */
export function MakeLink({ outstanding, latest }: Props) {
  const { t } = useTranslation("klarna")
  const { make } = useLinkActions()
  const navigate = useNavigate()
  const [channel, setChannel] = useState<Channel>(latest?.channel ?? "telesales")
  const [chosen, setChosen] = useState<string>()
  const providerId = chosen ?? outstanding.provider_ids[0]
  const submit = async () => {
    try {
      const { session } = await make.mutateAsync({
        order_id: outstanding.order_id,
        channel,
        provider_id: providerId,
      })
      void navigate(`/klarna/payment-links/${session.id}`)
    } catch (error) {
      toast.error(explain(t, error as Error).text)
    }
  }
  return (
    <Drawer>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary" disabled={outstanding.obstacle !== null}>
          {t("links.widget.make")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content aria-describedby={undefined}>
        <Drawer.Header>
          <Drawer.Title>{t("links.widget.make")}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          <div className="flex items-center justify-between gap-x-4">
            <Text size="small">{t("links.widget.outstanding")}</Text>
            <Text size="small" weight="plus" className="tabular-nums">
              {formatAmount(outstanding.amount, outstanding.currency_code)}
            </Text>
          </div>
          <LinkChoices
            channel={channel}
            onChannel={setChannel}
            providerIds={outstanding.provider_ids}
            providerId={providerId}
            onProvider={setChosen}
          />
          {latest && isPayable(latest) && (
            <Text size="small" className="text-ui-fg-subtle">
              {t("links.detail.replaceConfirm")}
            </Text>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("links.widget.cancel")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={make.isPending} onClick={() => void submit()}>
            {t("links.widget.make")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
