import type { HppSessionRecord } from "../state/records"

/** Public address of the page on which a seller, or the consumer at a kiosk, hands out the link. */
export const distributionPath = ({ distribution_id }: HppSessionRecord) =>
  `/eu/hpp/distributions/${distribution_id}`

/** What a shop needs to show the distribution module, as answered at creation and by `generation_url`. */
export function distributionModule(world: { url: string }, session: HppSessionRecord) {
  return {
    token: unsignedToken(world, session),
    standalone_url: `${world.url}${distributionPath(session)}?profile_id={{profile_id}}&view_id={{view_id}}`,
    generation_url: `${world.url}/hpp/v1/sessions/${session.session_id}/distribution-module/token`,
  }
}

/** A JWT with `alg: none` and the claims that were seen in a recorded one. */
function unsignedToken(world: { url: string }, session: HppSessionRecord): string {
  const page = `${world.url}${distributionPath(session)}`
  const claims = {
    session_id: session.distribution_id,
    iframe_url: page,
    iframe_origin: world.url,
    event_url: `${page}/events`,
  }
  return `${part({ alg: "none" })}.${part(claims)}.`
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
