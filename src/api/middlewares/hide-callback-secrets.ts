import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Medusa's access log writes addresses with their query: the secrets in ours are not for it. */
export function hideCallbackSecrets(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  req.originalUrl = req.originalUrl.replace(/\?.*$/, "").replace(/[0-9a-f]{32}/g, "***")
  next()
}
