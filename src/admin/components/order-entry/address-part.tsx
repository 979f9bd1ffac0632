import { Input, Label, Select } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"
import { countryName } from "../../lib/country-name"
import { toAddress, type Address } from "../../lib/order-entry/draft"
import type { Customer } from "../../lib/order-entry/use-customers"
import type { Region } from "../../lib/order-entry/use-shop"
import { Part } from "./part"

type Props = {
  address: Address
  region: Region | undefined
  saved: Customer["addresses"]
  onAddress: (address: Address) => void
  /** Whoever filled in a field has left it. */
  onDone: (address: Address) => void
}

const HINTS: Partial<Record<keyof Address, string>> = {
  first_name: "given-name",
  last_name: "family-name",
  address_1: "address-line1",
  address_2: "address-line2",
  postal_code: "postal-code",
  city: "address-level2",
  province: "address-level1",
  phone: "tel",
}

/** Countries whose taxes and addresses go by state or province. */
const WITH_PROVINCE = ["us", "ca", "au"]

/** Where it is sent, and where the invoice goes. */
export function AddressPart({ address, region, saved, onAddress, onDone }: Props) {
  const { t, i18n } = useTranslation("klarna")
  const id = useId()
  const text = (name: keyof Address, className = "") => (
    <div key={name} className={`flex flex-col gap-y-2 ${className}`}>
      <Label size="small" htmlFor={`${id}-${name}`}>
        {t(`entry.address.${name}`)}
      </Label>
      <Input
        id={`${id}-${name}`}
        size="small"
        name={name}
        type={name === "phone" ? "tel" : "text"}
        maxLength={99}
        // Of the buyer, not of whoever sits here.
        autoComplete={`section-buyer ${HINTS[name] ?? "off"}`}
        value={address[name]}
        onChange={({ target }) => onAddress({ ...address, [name]: target.value })}
        onBlur={() => onDone(address)}
      />
    </div>
  )
  const chosen = (next: Address) => {
    onAddress(next)
    onDone(next)
  }
  const countries = region?.countries ?? []
  return (
    <Part title={t("entry.address.title")}>
      {saved.length > 0 && (
        <div className="flex flex-col gap-y-2">
          <Label size="small" htmlFor={`${id}-saved`}>
            {t("entry.address.saved")}
          </Label>
          <Select
            size="small"
            onValueChange={(at) => {
              const { country_code, ...known } = toAddress(saved[Number(at)])
              const isServed = countries.some(({ iso_2 }) => iso_2 === country_code)
              chosen({ ...known, country_code: isServed ? country_code : address.country_code })
            }}
          >
            <Select.Trigger id={`${id}-saved`}>
              <Select.Value placeholder="–" />
            </Select.Trigger>
            <Select.Content>
              {saved.map((each, at) => (
                <Select.Item key={each.id} value={String(at)}>
                  {[each.address_1, each.postal_code, each.city].filter(Boolean).join(", ")}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
      )}
      <div className="grid grid-cols-2 gap-x-3 gap-y-4">
        {text("first_name")}
        {text("last_name")}
        {text("address_1", "col-span-2")}
        {text("address_2", "col-span-2")}
        {text("postal_code")}
        {text("city")}
        {WITH_PROVINCE.includes(address.country_code) && text("province")}
        <div className="flex flex-col gap-y-2">
          <Label size="small" htmlFor={`${id}-country`}>
            {t("entry.address.country_code")}
          </Label>
          <Select
            size="small"
            value={address.country_code}
            disabled={!countries.length}
            onValueChange={(country_code) => chosen({ ...address, country_code })}
          >
            <Select.Trigger id={`${id}-country`}>
              <Select.Value placeholder="–" />
            </Select.Trigger>
            <Select.Content>
              {countries.map(({ iso_2, display_name }) => (
                <Select.Item key={iso_2} value={iso_2}>
                  {countryName(iso_2, i18n.language) ?? display_name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
        {text("phone")}
      </div>
    </Part>
  )
}
