import type { Reply } from "../http/reply"
import { Refusal, toReply, CORRELATION_HEADER } from "../http/refusal"
import type { MerchantRequest } from "../http/request"
import { keptAnswers, managedOrders, type KeptAnswerRecord } from "../state/records"
import type { World } from "../world"
import { keptAnswer, scopeOf } from "./kept-answer"

type Operation = (world: World, request: MerchantRequest) => Promise<Reply>

/**
 * Answers a known `Klarna-Idempotency-Key` with its first answer, whatever the body says now. Only the key
 * is compared; it lasts 24 hours.
 */
export function idempotent(operation: Operation): Operation {
  return async (world, request) => {
    const key = request.headers["klarna-idempotency-key"]?.toString()
    if (!key) return operation(world, request)
    const scope = scopeOf(world.settings, request, key)
    const kept = await keptAnswer(world, scope)
    if (kept) return toKeptReply(kept)
    const reply = await answered(operation, world, request)
    if (await isKept(world, request, reply)) {
      const { status, headers = {}, body = null } = reply
      await world.db.put(keptAnswers, { scope, kept_at: world.now, status, headers, body })
    }
    return reply
  }
}

const toKeptReply = ({ status, headers, body }: KeptAnswerRecord): Reply => ({
  status,
  headers,
  ...(body !== null && { body }),
})

async function answered(operation: Operation, world: World, request: MerchantRequest): Promise<Reply> {
  try {
    const reply = await operation(world, request)
    return { ...reply, headers: { [CORRELATION_HEADER]: world.ids.correlation(), ...reply.headers } }
  } catch (error) {
    // Refusals come before any change, so the transaction has nothing to undo.
    if (error instanceof Refusal) return toReply(error, world.ids)
    throw error
  }
}

/** A 404 because Order Management does not know the order *yet* is no answer about the operation. */
async function isKept(world: World, request: MerchantRequest, { status }: Reply): Promise<boolean> {
  if (status < 400) return true
  if (status >= 500 || !world.settings.idempotency_keeps_refusals) return false
  if (status !== 404) return true
  const order = await world.db.findOneBy(managedOrders, { order_id: request.params.order_id ?? "" })
  return order === null || order.visible_at <= world.now
}
