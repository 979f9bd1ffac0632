import type { Address, Purchase } from "../state/records"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"
import type { Messages } from "./messages/messages-for"

type Field = {
  name: string
  label: keyof Messages["fields"]
  size: string
  type?: string
  autocomplete: string
  optional?: boolean
  /** Absent: always. */
  isAsked?: (purchase: Purchase) => boolean
}

const FIELDS: readonly Field[] = [
  {
    name: "organization_name",
    label: "organizationName",
    size: "",
    autocomplete: "organization",
    isAsked: ({ body }) =>
      body.customer.type === "organization" || body.billing_address.organization_name !== undefined,
  },
  { name: "given_name", label: "givenName", size: "half", autocomplete: "given-name" },
  { name: "family_name", label: "familyName", size: "half", autocomplete: "family-name" },
  { name: "email", label: "email", size: "", type: "email", autocomplete: "email" },
  { name: "phone", label: "phone", size: "", type: "tel", autocomplete: "tel", optional: true },
  { name: "street_address", label: "streetAddress", size: "", autocomplete: "address-line1" },
  {
    name: "street_address2",
    label: "streetAddress2",
    size: "",
    autocomplete: "address-line2",
    optional: true,
    isAsked: ({ body }) => body.billing_address.street_address2 !== undefined,
  },
  { name: "postal_code", label: "postalCode", size: "third", autocomplete: "postal-code" },
  { name: "city", label: "city", size: "rest", autocomplete: "address-level2" },
  {
    name: "region",
    label: "region",
    size: "",
    autocomplete: "address-level1",
    isAsked: (purchase) =>
      ["US", "CA", "AU"].includes(countryOf(purchase)) || purchase.body.billing_address.region !== undefined,
  },
]

/** The bill's address as the page shows it: a street that came in parts is one line. */
export function shownAddress({ body: { billing_address: billing } }: Purchase): Record<string, string> {
  const parts = [billing.street_name, billing.street_number, billing.house_extension].filter(Boolean)
  const street_address = billing.street_address ?? parts.join(" ")
  return Object.fromEntries(
    FIELDS.map(({ name }) => [
      name,
      String((name === "street_address" ? street_address : billing[name]) ?? ""),
    ])
  )
}

/** Who pays. */
export function buyerDetails({ order, say }: FoundPage): Html {
  const { billing_address: billing, shipping_address: shipping } = order.body
  const shown = shownAddress(order)
  return html`<section class="card" aria-labelledby="details">
    <h2 id="details">${say.yourDetails}</h2>
    <div class="fields">
      ${FIELDS.filter(({ isAsked }) => isAsked?.(order) ?? true).map((field) => fieldInput(field, shown, say))}
    </div>
    <p class="fine">${countryName(countryOf(order), say.language)}</p>
    ${
      differs(shipping, billing) &&
      html`<div>
        <span class="label">${say.deliveredTo}</span>
        <address class="address">${addressText(shipping)}</address>
      </div>`
    }
  </section>`
}

const countryOf = ({ body }: Purchase) =>
  (body.billing_address.country ?? body.purchase_country).toUpperCase()

function fieldInput(
  { name, label, size, type = "text", autocomplete, optional }: Field,
  shown: Record<string, string>,
  say: Messages
): Html {
  return html`<div class="field ${size}">
    <label for="${name}">${say.fields[label]}${optional && ` (${say.optional})`}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${shown[name]}"
      autocomplete="${autocomplete}"
      maxlength="100"
      ${optional ? "" : "required"}
    />
  </div>`
}

function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code
  } catch {
    return code
  }
}

const SHOWN = ["given_name", "family_name", "street_address", "postal_code", "city"]

const differs = (shipping: Address, billing: Address) =>
  SHOWN.some((field) => shipping[field] !== undefined && shipping[field] !== billing[field])

const addressText = (address: Address) =>
  [[address.given_name, address.family_name], [address.street_address], [address.postal_code, address.city]]
    .map((part) => part.filter(Boolean).join(" "))
    .filter(Boolean)
    .join(", ")
