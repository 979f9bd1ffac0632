import type { Environment, Merchant, Region } from "../merchant"
import type { Settings } from "../settings"

/** What an address stands for; what it leaves open fits everyone. */
export type Place = Pick<Merchant, "provider" | "region" | "environment">

const KLARNA = /^api(?:-(na|oc))?(\.playground)?\.klarna\.com(?:\.localhost)?(?::\d+)?$/i
const KUSTOM = /^api(\.playground)?\.kustom\.co(?:\.localhost)?(?::\d+)?$/i

/**
 * A host of Klarna's or Kustom's that was led here, as it is or with `.localhost` behind it, says by its
 * name which it is. Any other address is what the settings make of it.
 */
export function placeOf(host: string | undefined, settings: Readonly<Settings>): Place {
  const klarna = KLARNA.exec(host ?? "")
  if (klarna) {
    const region = (klarna[1]?.toLowerCase() ?? "eu") as Region
    return { provider: "klarna", region, environment: environmentOf(klarna[2]) }
  }
  const kustom = KUSTOM.exec(host ?? "")
  if (kustom) return { provider: "kustom", environment: environmentOf(kustom[1]) }
  const { region, environment } = settings
  return { ...(region !== "any" && { region }), ...(environment !== "any" && { environment }) }
}

const environmentOf = (playground: string | undefined): Environment => (playground ? "playground" : "live")

/** Whether the merchant's account is there; one that says nothing of itself is everywhere. */
export const isAt = (place: Place, merchant: Merchant) =>
  (["provider", "region", "environment"] as const).every(
    (name) => place[name] === undefined || merchant[name] === undefined || place[name] === merchant[name]
  )
