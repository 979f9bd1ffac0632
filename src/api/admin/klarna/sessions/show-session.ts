import { toSessionView, type SessionView } from "../../../../domain/session-view"
import type { FoundSession } from "./require-session"

export const showSession = ({ page, purchase, state }: FoundSession): SessionView =>
  toSessionView(page, purchase, state)
