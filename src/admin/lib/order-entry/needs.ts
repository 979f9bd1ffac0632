import { isPlausible } from "../payment-links/use-contact"
import type { Contact } from "../payment-links/use-link-actions"
import { isCompleteAddress, type Address, type Draft } from "./draft"
import type { Buyer } from "./use-customers"
import type { Variant } from "./use-variants"

type Given = {
  hasRegion: boolean
  buyer: Buyer | undefined
  draft: Draft | undefined
  address: Address
  providerId: string | undefined
  variants: Map<string, Variant> | undefined
  /** Whom the link is to be sent to, if anybody. */
  contact: Contact | undefined
}

/** What is still missing before a link can be made; keys under `entry.link.needs` of the texts. */
export function needsOf({
  hasRegion,
  buyer,
  draft,
  address,
  providerId,
  variants,
  contact,
}: Given): string[] {
  const needs: string[] = []
  if (!hasRegion) needs.push("region")
  if (!buyer) needs.push("customer")
  if (!draft?.items.length) needs.push("products")
  if (!isCompleteAddress(address)) needs.push("address")
  else if (draft && !draft.shipping_methods.length) needs.push("delivery")
  if (hasRegion && !providerId) needs.push("provider")
  const isShort = draft?.items.some(({ variant_id, quantity }) => {
    const stock = variants?.get(variant_id ?? "")?.stock ?? null
    return stock !== null && quantity > stock
  })
  if (isShort) needs.push("stock")
  if (buyer && contact && !isPlausible(contact)) needs.push("contact")
  return needs
}
