import { channel } from "node:diagnostics_channel"
import type { NewCall } from "./call-log"

const calls = channel("klarna-sandbox:call")

/** Tells whoever runs a sandbox in its own process of every call, as the log has it. Bodies are text. */
export function publishCall(call: NewCall) {
  if (calls.hasSubscribers) calls.publish(call)
}
