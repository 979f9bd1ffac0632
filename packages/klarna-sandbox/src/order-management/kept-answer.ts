import { DAY } from "../clock"
import type { MerchantRequest } from "../http/request"
import type { Settings } from "../settings"
import { keptAnswers, type KeptAnswerRecord } from "../state/records"
import type { World } from "../world"

type Keyed = Pick<MerchantRequest, "merchant" | "method" | "path">

/** For what a `Klarna-Idempotency-Key` stands: only the key is compared, never the body. */
export function scopeOf(
  settings: Readonly<Settings>,
  { merchant, method, path }: Keyed,
  key: string
): string {
  const place = settings.idempotency_scope === "merchant" ? "" : `${method} ${path}`
  return [merchant.username, place, key].join("\n")
}

/** The first answer to a key, for 24 hours. */
export async function keptAnswer(world: World, scope: string): Promise<KeptAnswerRecord | undefined> {
  const kept = await world.db.findOneBy(keptAnswers, { scope })
  return kept && kept.kept_at + DAY > world.now ? kept : undefined
}
