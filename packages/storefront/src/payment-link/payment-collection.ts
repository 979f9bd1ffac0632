import { sdk } from "../medusa"

/** The answer of `GET /store/klarna/payment-collections/:id`. Amount in major units. */
export interface PaymentCollection {
  readonly amount: number
  readonly currency_code: string
  readonly display_id: number
  readonly state: "payable" | "pending" | "paid" | "canceled" | "nothing_to_pay"
  readonly session?: {
    readonly state: string
    readonly redirect_url: string | null
    readonly klarna_reference?: string
  }
}

const pathOf = (id: string) => `/store/klarna/payment-collections/${encodeURIComponent(id)}`

export const retrievePaymentCollection = (id: string) => sdk.client.fetch<PaymentCollection>(pathOf(id))

/** @returns the address of Klarna's page; what is to be paid the server knows */
export async function openPaymentCollection(id: string): Promise<string> {
  const { session } = await sdk.client.fetch<PaymentCollection>(`${pathOf(id)}/sessions`, { method: "POST" })
  if (!session?.redirect_url) throw new Error("The payment collection has no page to pay on")
  return session.redirect_url
}
