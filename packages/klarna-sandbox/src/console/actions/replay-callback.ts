import { replayCallback as replay } from "../../control/callbacks"
import type { CallbackAttemptRecord } from "../../state/records"
import { controlled } from "../act"

type Answer = Pick<CallbackAttemptRecord, "status" | "error" | "ms">

/** POST /callbacks/:id/replay: once more, as it was. */
export const replayCallback = controlled(
  replay,
  () => ({}),
  (attempt: Answer) => `Sent again: ${tell(attempt)}`
)

export const tell = ({ status, error, ms }: Answer) =>
  status === null ? `no answer, ${error}.` : `answered ${status} in ${ms} ms.`
