import type { HttpTypes } from "@medusajs/types"

type Address = HttpTypes.StoreCartAddress | HttpTypes.StoreOrderAddress

export function AddressLines({ address }: { address: Address | null | undefined }) {
  if (!address) return null
  const country = address.country_code?.toUpperCase()
  const lines = [
    [address.first_name, address.last_name],
    [address.company],
    [address.address_1],
    [address.address_2],
    [address.postal_code, address.city, address.province],
    [country && new Intl.DisplayNames("en", { type: "region" }).of(country)],
    [address.phone],
  ]
    .map((parts) => parts.filter(Boolean).join(" "))
    .filter(Boolean)
  return (
    <address>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  )
}
