import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { sdk } from "../sdk"
import type { Address } from "./draft"

export type Customer = {
  id: string
  email: string
  first_name: string | null
  last_name: string | null
  phone: string | null
  has_account: boolean
  addresses: (Partial<Record<keyof Address, string | null>> & { id: string; is_default_shipping?: boolean })[]
}

const FOUND = 8

export const useFoundCustomers = (text: string) =>
  useQuery({
    queryKey: ["klarna", "customers", text],
    queryFn: async () => {
      const { customers } = await sdk.admin.customer.list({
        q: text,
        limit: FOUND,
        fields: "id,email,first_name,last_name,phone,has_account,*addresses",
      })
      return customers as unknown as Customer[]
    },
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  })

/** Somebody who never bought here: the address alone. Medusa makes the guest when there is a draft to make it for. */
export type Buyer = { id: string | undefined; email: string; name: string }

export const nameOf = ({ first_name, last_name }: Pick<Customer, "first_name" | "last_name">): string =>
  [first_name, last_name].filter(Boolean).join(" ")

/** @returns the customer's id, of a guest that is made when there is none with this address */
export async function ensureCustomer(email: string): Promise<string> {
  const { customers } = await sdk.admin.customer.list({ email, limit: 2, fields: "id,has_account" })
  const [known] = customers
  if (known) return known.id
  const { customer } = await sdk.admin.customer.create({ email })
  return customer.id
}
