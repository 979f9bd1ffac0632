import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { KlarnaSection } from "../components/klarna-section"
import { OrderLinks } from "../components/payment-links/order-links"

/** The draft order page's Klarna section: by a link it is paid, and becomes an order. */
const KlarnaDraftOrderLinks = ({ data: draft }: DetailWidgetProps<AdminOrder>) => (
  <OrderLinks
    orderId={draft.id}
    fingerprint={`${draft.version}:${draft.total}`}
    isAlways
    frame={(links) => <KlarnaSection>{links}</KlarnaSection>}
  />
)

export const config = defineWidgetConfig({
  zone: "draft_order.details.side",
  id: "klarna:draft-order-links",
})

export default KlarnaDraftOrderLinks
