import type { CustomerTokenRow } from "../modules/klarna/subscription-rows"

/** How a token pays. Never Klarna's id of it: whoever has that charges. */
export const showCustomerToken = (row: CustomerTokenRow) => ({
  id: row.id,
  status: row.status,
  payment_method_type: row.payment_method_type,
  card_brand: row.card_brand,
  masked_number: row.masked_number,
  card_expiry_date: row.card_expiry_date,
  created_at: row.created_at,
  cancelled_at: row.cancelled_at,
})

/** What staff see beside it. */
export const showCustomerTokenToStaff = (row: CustomerTokenRow) => ({
  ...showCustomerToken(row),
  customer_id: row.customer_id,
  account_id: row.account_id,
  currency_code: row.currency_code,
  country_code: row.country_code,
  checked_at: row.checked_at,
  cancelled_by: row.cancelled_by,
})
