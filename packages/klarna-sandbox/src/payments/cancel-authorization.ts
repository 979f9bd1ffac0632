import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import { authorizations } from "../state/records"
import type { World } from "../world"
import { invalidToken, isLive, requireAuthorization } from "./authorization"

/** DELETE /payments/v1/authorizations/{authorization_token}: it will not be used. */
export async function cancelAuthorization(world: World, request: MerchantRequest): Promise<Reply> {
  const { authorization, session } = await requireAuthorization(world, request)
  if (authorization.placed || authorization.token_id !== null) {
    throw new Refusal(404, "NOT_FOUND", ["Authorization cannot be deleted"])
  }
  if (!isLive(world, authorization, session)) throw invalidToken()
  const { authorization_token } = authorization
  await world.db.update(authorizations, { authorization_token }, { cancelled_at: world.now })
  return noContent
}
