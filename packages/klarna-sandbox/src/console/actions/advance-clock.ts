import { advanceClock as advance } from "../../control/clock"
import { callbackAttempts } from "../../state/records"
import type { Sandbox } from "../../sandbox"
import { controlled } from "../act"
import { duration } from "../parts/time"

/** POST /clock: forward by `advance_ms`; tells what became due and was sent. */
export const advanceClock = controlled(
  async (sandbox, request) => {
    const before = await newestAttempt(sandbox)
    const reply = await advance(sandbox, request)
    return reply.status < 400 ? { ...reply, body: (await newestAttempt(sandbox)) - before } : reply
  },
  ({ advance_ms }) => ({ advance_ms: Number(advance_ms) }),
  (sent: number, { advance_ms }) => `The clock moved ${duration(Number(advance_ms))} forward; ${told(sent)}`
)

function told(sent: number): string {
  if (sent === 0) return "no callback was due."
  return sent === 1 ? "one callback became due and was sent." : `${sent} callbacks became due and were sent.`
}

async function newestAttempt(sandbox: Sandbox): Promise<number> {
  const attempt = await sandbox.command(({ db }) =>
    db.findOne(callbackAttempts, { where: {}, order: { id: "DESC" } })
  )
  return attempt?.id ?? 0
}
