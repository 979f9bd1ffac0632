import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import type { Sandbox } from "../../sandbox"
import { callbackAttempts, callbacks } from "../../state/records"
import { ours } from "../act"
import { back } from "../notice"
import { tell } from "./replay-callback"

/** POST /callbacks/:id/send: the attempt that is waiting is made now, and the schedule goes on from there. */
export const sendCallback = ours(async (sandbox: Sandbox, request: Request): Promise<Reply> => {
  const callback_id = param(request, "id")
  const isWaiting = await sandbox.command(async (world) => {
    const callback = await world.db.findOneBy(callbacks, { callback_id })
    if (callback?.due_at == null) return false
    await world.db.update(callbacks, { callback_id }, { due_at: world.now })
    world.callbackDue(world.now)
    return true
  })
  if (!isWaiting) return back(request, { text: "It does not wait to be sent.", isGood: false })
  await sandbox.callbacks.settled()
  const attempt = await sandbox.command(({ db }) =>
    db.findOne(callbackAttempts, { where: { callback_id }, order: { id: "DESC" } })
  )
  return attempt
    ? back(request, { text: `Sent: ${tell(attempt)}`, isGood: attempt.status !== null })
    : back(request, { text: "It is not wanted any more: the order was acknowledged.", isGood: true })
})
