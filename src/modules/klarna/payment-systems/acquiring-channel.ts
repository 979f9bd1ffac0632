/** Our channels in the words of Klarna's `acquiring_channel`. */
export const ACQUIRING_CHANNEL = {
  ecommerce: "ECOMMERCE",
  in_store: "IN_STORE",
  telesales: "TELESALES",
} as const
