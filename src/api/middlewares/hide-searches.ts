import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/**
 * Medusa's access log writes addresses with their query, and the page that asked: whom staff look for on our pages is
 * not for it, also where such a page asks Medusa's own routes.
 */
export function hideSearches(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  req.originalUrl = withoutSearch(req.originalUrl)
  if (req.headers.referer) req.headers.referer = withoutSearch(req.headers.referer)
  next()
}

const withoutSearch = (address: string): string =>
  /^[^?]*\/klarna\//.test(address) ? address.replace(/([?&]q=)[^&#]*/g, "$1***") : address
