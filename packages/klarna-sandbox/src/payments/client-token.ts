import { createHash } from "node:crypto"
import type { KpSessionRecord } from "../state/records"
import type { World } from "../world"

/**
 * A well-formed JWT, which the widget's `init()` insists on. Its signature is a digest: nobody holds a key
 * to check it with, and clients are told to treat the token as opaque.
 */
export function createClientToken(
  world: World,
  {
    session_id,
    merchant_id,
    categories,
    body,
  }: Pick<KpSessionRecord, "session_id" | "merchant_id" | "categories" | "body">
): string {
  const merchant = world.merchants.find(({ username }) => username === merchant_id)
  const header = { alg: "RS256", kid: "sandbox", typ: "JWT" }
  const claims = {
    session_id,
    base_url: `${world.url}/kp`,
    design: "klarna",
    language: body.locale.slice(0, 2).toLowerCase(),
    purchase_country: body.purchase_country.toUpperCase(),
    environment: "playground",
    merchant_name: merchant?.name ?? merchant_id,
    session_type: "PAYMENTS",
    region: "eu",
    order_amount: body.order_amount,
    version: "v1.10.0",
    // Read by the sandbox's own widget, which has to refuse other categories at once.
    payment_method_categories: categories,
  }
  const content = `${encode(header)}.${encode(claims)}`
  return `${content}.${createHash("sha512").update(content).digest("base64url")}`
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url")
