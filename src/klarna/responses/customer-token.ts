import { z } from "@medusajs/framework/zod"
import { optionalAddress, text } from "./fields"

/** Created customer token. Its id charges the customer until it is cancelled: a secret. */
export const createdCustomerTokenSchema = z.looseObject({
  token_id: z.string().min(1),
  redirect_url: text,
  payment_method_reference: text,
  billing_address: optionalAddress,
})

/** Customer token as read. */
export const customerTokenSchema = z.looseObject({
  /** `ACTIVE`, `SUSPENDED` or `CANCELLED`. */
  status: z.string(),
  /** In upper case, e.g. `INVOICE`. */
  payment_method_type: text,
  card: z
    .looseObject({ brand: text, expiry_date: text, masked_number: text })
    .nullish()
    .transform((card) => card ?? undefined),
  direct_debit: z
    .looseObject({ masked_number: text })
    .nullish()
    .transform((account) => account ?? undefined),
})

export type KlarnaCreatedCustomerToken = z.output<typeof createdCustomerTokenSchema>
export type KlarnaCustomerToken = z.output<typeof customerTokenSchema>
