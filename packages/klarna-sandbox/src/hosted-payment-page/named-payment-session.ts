import { isLoopback } from "../http/loopback"
import { isAt, namedPlace, placeOf } from "../http/place"
import type { MerchantRequest } from "../http/request"
import type { World } from "../world"
import type { PaymentSession } from "./payment-session"

type Named = { api: PaymentSession["api"]; id: string }

/**
 * What a `payment_session_url` names. It has to be an address of the sandbox, under any name it goes by: its own, a
 * loopback name, the one that this request used, or a host of Klarna's or Kustom's whose clients are led here.
 *
 * @returns undefined for an address of somebody else's, of another provider, region or environment than the call,
 *   or of nothing that can be paid
 */
export function namedPaymentSession(
  world: World,
  request: MerchantRequest,
  address: string
): Named | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !isOurs(world, request, url)) return undefined
  const [, path, id] = /^\/(checkout\/v3\/orders|payments\/v1\/sessions)\/([^/]+)$/.exec(url.pathname) ?? []
  if (id === undefined) return undefined
  return { api: path === "checkout/v3/orders" ? "checkout" : "payments", id }
}

function isOurs({ url, settings }: World, { headers, merchant }: MerchantRequest, address: URL): boolean {
  const named = namedPlace(address.host)
  if (named) return isAt(named, merchant) && isAt(named, placeOf(headers.host, settings))
  const own = new URL(url)
  return (
    address.host === headers.host ||
    address.host === own.host ||
    (isLoopback(address) && address.port === own.port)
  )
}
