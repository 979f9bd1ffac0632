import { Alert, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { DoNotShip } from "../lib/klarna-order"

type Props = { mark: DoNotShip }

/** Goods must not leave, and why: what whoever packs must not overlook. */
export function DoNotShipAlert({ mark: { reason } }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <Alert variant={WAITING.includes(reason) ? "warning" : "error"}>
      {t(`doNotShip.${reason}`, { defaultValue: t("doNotShip.label") })}
    </Alert>
  )
}

/** The same where there is little room, as in a list. */
export function DoNotShipMark({ mark: { reason } }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex flex-col items-start gap-y-1">
      <StatusBadge color={WAITING.includes(reason) ? "orange" : "red"} className="text-nowrap">
        {t("doNotShip.label")}
      </StatusBadge>
      <Text size="xsmall" leading="compact" className="text-ui-fg-subtle whitespace-normal text-pretty">
        {t(`doNotShip.${reason}`, { defaultValue: reason })}
      </Text>
    </div>
  )
}

/** Klarna will say more. */
const WAITING = ["not_placed", "fraud_pending"]
