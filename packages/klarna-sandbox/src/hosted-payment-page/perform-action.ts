import type { Sandbox } from "../sandbox"
import { approve, decline, fail, leave, open, type Approval, type Outcome } from "./consumer"

export const ACTIONS = ["open", "approve", "decline", "error", "back", "cancel"] as const
export type ConsumerAction = (typeof ACTIONS)[number]

/** Does what a person would do on the page. */
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
