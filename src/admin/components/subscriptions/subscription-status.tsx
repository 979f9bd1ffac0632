import { CheckCircleSolid, CircleMinusSolid, CircleXmarkSolid, ClockSolid } from "@medusajs/icons"
import { Badge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

const LOOKS = {
  active: ["green", CheckCircleSolid],
  past_due: ["orange", ClockSolid],
  cancelled: ["grey", CircleMinusSolid],
  ended: ["grey", CircleMinusSolid],
  ACTIVE: ["green", CheckCircleSolid],
  SUSPENDED: ["orange", ClockSolid],
  CANCELLED: ["grey", CircleXmarkSolid],
} as const

const isKnown = (status: string): status is keyof typeof LOOKS => status in LOOKS

/** Where a subscription or a token stands: a word and a shape; the colour only helps. */
export function SubscriptionStatus({ status }: { status: string }) {
  const { t } = useTranslation("klarna")
  const [color, Icon] = isKnown(status) ? LOOKS[status] : (["grey", ClockSolid] as const)
  return (
    <Badge color={color} size="2xsmall" rounded="full" className="gap-x-1 text-nowrap" data-status={status}>
      <Icon aria-hidden className="size-3.5" />
      {isKnown(status) ? t(`subscriptions.status.${status}`) : status}
    </Badge>
  )
}
