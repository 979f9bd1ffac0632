import type {
  DeletePaymentMethodInput,
  DeletePaymentMethodOutput,
  ListPaymentMethodsInput,
  ListPaymentMethodsOutput,
} from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { KlarnaProvider } from "../base/klarna-provider"

/** Klarna Payments, on the Hosted Payment Page or in the widget on the shop's own page. */
export default class KlarnaPaymentsProviderService extends KlarnaProvider {
  static override identifier = "klarna-payments"

  /** What the customer behind an account holder can be charged with, by our own ids: Klarna's are secrets. */
  async listPaymentMethods({ context }: ListPaymentMethodsInput): Promise<ListPaymentMethodsOutput> {
    const tokens = await this.cradle.klarna.subscriptions.tokens.ofCustomer(requireCustomer(context))
    return tokens
      .filter(({ status }) => status === "ACTIVE")
      .map(({ id, payment_method_type, card_brand, masked_number, card_expiry_date }) => ({
        id,
        data: { payment_method_type, card_brand, masked_number, card_expiry_date },
      }))
  }

  /** For good: Klarna gives no token back. */
  async deletePaymentMethod({ data, context }: DeletePaymentMethodInput): Promise<DeletePaymentMethodOutput> {
    const { tokens } = this.cradle.klarna.subscriptions
    const customerId = requireCustomer(context)
    if ((await tokens.byId(data.id))?.customer_id !== customerId) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer token ${data.id} was not found`)
    }
    await tokens.cancel(data.id, customerId)
    return { data: { id: data.id } }
  }
}

/** `createAccountHolder` gives Medusa's customer as the holder's id at Klarna, which knows no other. */
function requireCustomer(context: ListPaymentMethodsInput["context"]): string {
  const holder = context?.account_holder as { external_id?: string; data?: { id?: string } } | undefined
  const customerId = holder?.external_id ?? holder?.data?.id
  if (customerId) return customerId
  throw new MedusaError(MedusaError.Types.INVALID_DATA, "context.account_holder is missing")
}
