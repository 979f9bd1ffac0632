import { randomUUID } from "node:crypto"
import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import { REPLAY_HEADER } from "../../http/request-headers"
import type { Merchant } from "../../merchant"
import type { Sandbox } from "../../sandbox"
import type { CallRecord } from "../../state/records"
import { formOf, ours } from "../act"
import { callOurselves } from "../call-ourselves"
import { back, seeOtherWith } from "../notice"
import { toCall } from "../parts/links"

/** POST /calls/:id/replay: the same request once more, as the same merchant, over HTTP as the first time. */
export const replayCall = ours(async (sandbox: Sandbox, request: Request): Promise<Reply> => {
  const id = param(request, "id")
  const call = await sandbox.calls.find(Number(id))
  const problem = call ? replayProblem(sandbox.merchants, call) : `There is no call ${id}`
  if (!call || problem) return back(request, { text: problem ?? "", isGood: false })
  const withNewKey = formOf(request).key === "new"
  const [newest] = await sandbox.calls.search({ limit: 1 })
  const answer = await callOurselves(sandbox, {
    method: call.method,
    path: call.path + call.query,
    body: call.request,
    merchant: sandbox.merchants.find(({ username }) => username === call.merchant),
    headers: {
      ...call.request_headers,
      ...(call.idempotency_key !== null && {
        "klarna-idempotency-key": withNewKey ? randomUUID() : call.idempotency_key,
      }),
      [REPLAY_HEADER]: String(call.id),
    },
  })
  const text = answer.status === null ? `No answer: ${answer.error}` : `Answered ${answer.status}`
  const [replayed] = await sandbox.calls.search({ replayOf: call.id, limit: 1 })
  const isNew = replayed !== undefined && replayed.id > (newest?.id ?? 0)
  return isNew
    ? seeOtherWith(toCall(replayed.id), {
        text: `This is the replay. ${text}.`,
        isGood: answer.status !== null,
      })
    : back(request, { text, isGood: false })
})

/** Why a call cannot be sent once more; undefined when it can. */
export function replayProblem(
  merchants: readonly Merchant[],
  { merchant, status }: Pick<CallRecord, "merchant" | "status">
): string | undefined {
  if (status === 413) return "It cannot be replayed: its body was too large to be kept."
  const isKnown = merchant === null || merchants.some(({ username }) => username === merchant)
  return isKnown ? undefined : `It cannot be replayed: there is no merchant ${merchant} any more.`
}
