import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Medusa's access log writes addresses with their query: whom staff look for is not for it, nor on which page. */
export function hideSearches(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  req.originalUrl = withoutSearch(req.originalUrl)
  if (req.headers.referer) req.headers.referer = withoutSearch(req.headers.referer)
  next()
}

const withoutSearch = (address: string): string => address.replace(/([?&]q=)[^&#]*/g, "$1***")
