import {
  approve,
  decline,
  fail,
  leave,
  open,
  type Approval,
  type Outcome,
} from "../hosted-payment-page/consumer"
import { Refusal } from "../http/refusal"
import { json, type Reply } from "../http/reply"
import { param, readObject, type Request } from "../http/request"
import { isObject } from "../rules/fields"
import type { Sandbox } from "../sandbox"
import type { Address } from "../state/records"
import { controlError } from "./control-error"

const ACTIONS = ["open", "approve", "decline", "error", "back", "cancel"] as const
export type ConsumerAction = (typeof ACTIONS)[number]

/** POST /_sandbox/hpp/{hpp_session_id}/consumer: what a person would do on the hosted page. */
export async function actAsConsumer(sandbox: Sandbox, request: Request): Promise<Reply> {
  const body = readObject(request)
  if (!isAction(body.action)) return controlError(400, `action must be one of ${ACTIONS.join(", ")}`)
  const addresses = [body.address, body.billing_address, body.shipping_address]
  if (addresses.some((address) => address !== undefined && !isAddress(address))) {
    return controlError(400, "an address is an object of strings")
  }
  try {
    return json(await perform(sandbox, param(request, "hpp_session_id"), body.action, body as Approval))
  } catch (error) {
    if (error instanceof Refusal) return controlError(error.status, error.messages.join(" "))
    throw error
  }
}

export function perform(
  sandbox: Sandbox,
  sessionId: string,
  action: ConsumerAction,
  approval: Approval = {}
): Promise<Outcome> {
  switch (action) {
    case "open":
      return sandbox.command((world) => open(world, sessionId))
    case "approve":
      return approve(sandbox, sessionId, approval)
    case "decline":
      return sandbox.command((world) => decline(world, sessionId))
    case "error":
      return sandbox.command((world) => fail(world, sessionId))
    case "back":
    case "cancel":
      return sandbox.command((world) => leave(world, sessionId, action))
  }
}

export const isAction = (value: unknown): value is ConsumerAction =>
  ACTIONS.some((action) => action === value)

const isAddress = (value: unknown): value is Address =>
  isObject(value) && Object.values(value).every((field) => typeof field === "string")
