import { html, type Html } from "../../pages/html"
import type { Address } from "../../state/records"
import type { OrderView } from "../queries/read-order"
import { copyable, facts } from "./card"
import { toCustomerToken, toKpSession } from "./links"
import { time, until } from "./time"

export function orderFacts({ row, checkout, managed, details, kpSessionId }: OrderView, now: number): Html {
  const { billing_address: billing, shipping_address: shipping } = details
  const recurring = checkout?.body.recurring_token
  const isHidden = managed !== null && managed.visible_at > now
  return facts([
    ["Order id", copyable(row.order_id)],
    ["Klarna reference", managed && copyable(managed.klarna_reference)],
    ["Merchant reference 1", details.merchant_reference1],
    ["Merchant reference 2", details.merchant_reference2],
    ["Merchant", row.merchant_id],
    [
      "KP session",
      kpSessionId !== null && html`<a href="${toKpSession(kpSessionId)}"><code>${kpSessionId}</code></a>`,
    ],
    [
      "Recurring token",
      typeof recurring === "string" &&
        html`<a href="${toCustomerToken(recurring)}"><code>${recurring}</code></a>`,
    ],
    ["Country", `${details.purchase_country} · ${details.purchase_currency} · ${details.locale}`],
    ["Paid with", managed?.details.initial_payment_method.description],
    ["Created", time(row.created_at, now)],
    ["Paid", managed && time(managed.created_at, now)],
    [
      "Acknowledged",
      managed && (managed.acknowledged_at === null ? "not yet" : time(managed.acknowledged_at, now)),
    ],
    ["In Order Management", isHidden && until(managed.visible_at, now)],
    ["Reserved until", managed && time(managed.expires_at, now)],
    ["Released", managed?.released_at != null && time(managed.released_at, now)],
    ["Cancelled", managed?.cancelled_at != null && time(managed.cancelled_at, now)],
    ["Aborted", checkout?.aborted_at != null && time(checkout.aborted_at, now)],
    ["Expires", !managed && checkout && time(checkout.expires_at, now)],
    ["Consumer", person(billing)],
    ["Billed to", place(billing)],
    ["Delivered to", place(shipping) !== place(billing) && place(shipping)],
  ])
}

const joined = (parts: readonly (string | undefined)[], separator: string) =>
  parts.filter(Boolean).join(separator)

const nameOf = ({ given_name, family_name }: Address) => joined([given_name, family_name], " ")

const person = (address: Address) => joined([nameOf(address), address.email, address.phone], " · ")

const place = (address: Address) =>
  joined(
    [
      nameOf(address),
      address.street_address,
      joined([address.postal_code, address.city], " "),
      address.region,
      address.country,
    ],
    ", "
  )
