import type { Environment, Merchant, Region } from "../merchant"
import type { Settings } from "../settings"

/** What an address stands for; what it leaves open fits everyone. */
export type Place = Pick<Merchant, "provider" | "region" | "environment">

const KLARNA = /^api(?:-(na|oc))?(\.playground)?\.klarna\.com(?:\.localhost)?(?::\d+)?$/i
const KUSTOM = /^api(\.playground)?\.kustom\.co(?:\.localhost)?(?::\d+)?$/i

/** A host of Klarna's or Kustom's that was led here is what its name says; any other what the settings make of it. */
export function placeOf(host: string | undefined, settings: Readonly<Settings>): Place {
  const named = namedPlace(host ?? "")
  if (named) return named
  const { region, environment } = settings
  return { ...(region !== "any" && { region }), ...(environment !== "any" && { environment }) }
}

/**
 * What a host of Klarna's or Kustom's says of itself, as it is or with `.localhost` behind it.
 *
 * @returns undefined for any other
 */
export function namedPlace(host: string): Place | undefined {
  const klarna = KLARNA.exec(host)
  if (klarna) {
    const region = (klarna[1]?.toLowerCase() ?? "eu") as Region
    return { provider: "klarna", region, environment: environmentOf(klarna[2]) }
  }
  const kustom = KUSTOM.exec(host)
  return kustom ? { provider: "kustom", environment: environmentOf(kustom[1]) } : undefined
}

const environmentOf = (playground: string | undefined): Environment => (playground ? "playground" : "live")

/** Whether two say nothing against each other, as an account and the place where it is used. */
export const isAt = (place: Place, other: Place) =>
  (["provider", "region", "environment"] as const).every(
    (name) => place[name] === undefined || other[name] === undefined || place[name] === other[name]
  )
