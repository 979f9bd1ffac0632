import Medusa from "@medusajs/js-sdk"
import { settings } from "./settings"

/** Customers who are logged in are known by a token in this browser's storage. */
export const sdk = new Medusa({
  baseUrl: settings.medusaUrl,
  publishableKey: settings.publishableKey,
  auth: { type: "jwt", jwtTokenStorageKey: "lykta.token" },
})
