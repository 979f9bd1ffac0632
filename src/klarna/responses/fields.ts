import { z } from "@medusajs/framework/zod"

/**
 * What we rely on in Klarna's answers. Fields that we do not read pass through; absent and null are the same.
 * Statuses are plain strings here: they are mapped exhaustively, and with their unknown values, in `domain`.
 */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)

export const amount = z.number().int()

export const optionalAmount = amount.nullish().transform((value) => value ?? undefined)

/** Klarna's `address`; what is not known is absent or empty. */
export const address = z.looseObject({
  given_name: text,
  family_name: text,
  organization_name: text,
  attention: text,
  care_of: text,
  title: text,
  email: text,
  phone: text,
  street_address: text,
  street_address2: text,
  street_name: text,
  street_number: text,
  house_extension: text,
  postal_code: text,
  city: text,
  region: text,
  country: text,
})

export const optionalAddress = address.nullish().transform((value) => value ?? undefined)

/** Tax fields are required by Klarna Checkout; Order Management and Klarna Payments may leave them out. */
export const orderLine = z.looseObject({
  type: text,
  reference: text,
  name: text,
  quantity: z.number(),
  unit_price: amount,
  tax_rate: optionalAmount,
  total_amount: amount,
  total_discount_amount: optionalAmount,
  total_tax_amount: optionalAmount,
})

export const list = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .nullish()
    .transform((value) => value ?? [])

export type KlarnaAddress = z.output<typeof address>
export type KlarnaOrderLine = z.output<typeof orderLine>
