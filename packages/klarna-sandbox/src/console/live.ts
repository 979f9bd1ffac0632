import { PassThrough } from "node:stream"
import type { Reply } from "../http/reply"
import type { Sandbox } from "../sandbox"

/** Tells a browser that is gone from one that is only quiet. */
const HEARTBEAT_MS = 20_000

/** GET /console/live: server-sent events, each meaning "something changed". */
export function live(sandbox: Sandbox): Reply {
  const data = new PassThrough()
  data.write("retry: 1000\n\n")
  const stopListening = sandbox.changes.subscribe(() => {
    // Who does not read on is told once, not a thousand times.
    if (!data.writableNeedDrain) data.write("data: changed\n\n")
  })
  const heartbeat = setInterval(() => data.write(":\n\n"), HEARTBEAT_MS)
  heartbeat.unref()
  data.once("close", () => {
    stopListening()
    clearInterval(heartbeat)
  })
  return {
    status: 200,
    headers: { "Cache-Control": "no-store" },
    stream: { type: "text/event-stream", data },
  }
}
