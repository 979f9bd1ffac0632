import type { Sandbox } from "../sandbox"
import { approve, type Approval } from "./approve"
import { decline, fail, identify, leave, open, timeOut } from "./consumer"
import type { Outcome } from "./outcome"

export const ACTIONS = [
  "open",
  "approve",
  "decline",
  "error",
  "back",
  "cancel",
  "pending",
  "timeout",
  "identify",
  "refuse_identity",
] as const
export type ConsumerAction = (typeof ACTIONS)[number]

/** Does what a person would do on the page, or the seller beside it. */
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
    case "pending":
      return approve(sandbox, sessionId, { ...approval, pending: true })
    case "timeout":
      return sandbox.command((world) => timeOut(world, sessionId))
    case "identify":
    case "refuse_identity":
      return sandbox.command((world) => identify(world, sessionId, action === "identify"))
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
