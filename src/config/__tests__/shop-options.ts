import type { KlarnaOptions } from "../options"

/** A secret that must never be seen again once it was handed in. */
export const API_KEY = "kco_live_api_SECRET-0123456789"

export const account = (changes: Record<string, unknown> = {}) => ({
  id: "main",
  provider: "kustom" as const,
  environment: "playground" as const,
  username: "K123456_user",
  apiKey: API_KEY,
  ...changes,
})

/** The smallest complete options of a shop. */
export const shopOptions = (changes: Record<string, unknown> = {}): KlarnaOptions => ({
  accounts: [account()],
  callbackUrl: "https://api.shop.example",
  storefront: {
    success: "https://shop.example/order/{order_id}?session={payment_session_id}",
    pending: "https://shop.example/pending",
    back: "https://shop.example/checkout",
    cancel: "https://shop.example/checkout?cancelled",
    failure: "https://shop.example/checkout?declined",
    error: "https://shop.example/checkout?error",
    terms: "https://shop.example/terms",
    checkout: "https://shop.example/checkout/{cart_id}",
  },
  ...changes,
})
