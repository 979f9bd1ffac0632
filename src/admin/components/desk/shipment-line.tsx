import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { KlarnaShipment } from "../../lib/klarna-order"
import { Row } from "../row"

/** How goods were sent, as the shopper sees it at Klarna. */
export function ShipmentLine({ shipment }: { shipment: KlarnaShipment }) {
  const { t } = useTranslation("klarna")
  const { shipping_company, shipping_method, tracking_number, tracking_uri } = shipment
  const method =
    shipping_method && t(`desk.shipments.methods.${shipping_method}`, { defaultValue: shipping_method })
  const words = [shipping_company, method, tracking_number].filter(Boolean).join(" · ")
  const address = safeAddress(tracking_uri)
  return (
    <Row label={t("desk.parts.shipment")}>
      {address ? (
        <a
          href={address}
          target="_blank"
          rel="noreferrer"
          className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover break-words"
        >
          {words || address}
        </a>
      ) : (
        <Text size="small" leading="compact" className="break-words">
          {words || tracking_uri || ""}
        </Text>
      )}
    </Row>
  )
}

/** Klarna keeps any text as an address: only a web page becomes a link. */
function safeAddress(uri: string | null): string | undefined {
  if (!uri || !URL.canParse(uri)) return undefined
  return ["http:", "https:"].includes(new URL(uri).protocol) ? uri : undefined
}
