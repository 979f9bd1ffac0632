import { Badge, StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { KlarnaOrder } from "../lib/klarna-order"
import { colorOf, standingOf } from "../lib/standing"

export function OrderBadges({ order }: { order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  const standing = standingOf(order)
  return (
    <>
      {order.environment === "playground" && (
        <Badge size="2xsmall" rounded="full">
          {t("playground")}
        </Badge>
      )}
      <StatusBadge color={colorOf(standing)} className="text-nowrap">
        {t(`standing.${standing}`)}
      </StatusBadge>
    </>
  )
}
