import { Refusal } from "../http/refusal"
import type { Distribution } from "./check-distribution"

/**
 * Refusals that nothing in a request explains are asked for by the contact itself: `+unknown`, `+blocked` or
 * `+unavailable` before the @ of an address, a phone number that ends in 000001, 000002 or 000003, and the
 * access id `unknown`.
 *
 * @throws {Refusal} 400 `UNKNOWN`, 400 `BLACKLISTED_CONTACT`, 404 `NOT_FOUND`, 503 `SERVICE_UNAVAILABLE`
 */
export function refuseByContact({ channel, to }: Distribution) {
  if (channel === "token") {
    if (to === "unknown") throw new Refusal(404, "NOT_FOUND", ["The access token was not found"])
    return
  }
  const trigger = channel === "email" ? /\+(\w+)@/.exec(to)?.[1] : to.replace(/\D/g, "").slice(-6)
  switch (trigger) {
    case "unknown":
    case "000001":
      throw new Refusal(400, "UNKNOWN", ["The message could not be sent"])
    case "blocked":
    case "000002":
      throw new Refusal(400, "BLACKLISTED_CONTACT", ["The contact does not take messages"])
    case "unavailable":
    case "000003":
      throw new Refusal(503, "SERVICE_UNAVAILABLE", ["The message could not be sent; try again"])
  }
}
