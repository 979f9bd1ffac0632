import type { IncomingMessage, ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { iso } from "../clock"
import type { Fault } from "../faults/fault"
import type { Merchant } from "../merchant"
import type { Sandbox } from "../sandbox"
import { authenticate } from "./authenticate"
import { publishCall } from "./call-channel"
import type { NewCall } from "./call-log"
import { claimKey } from "./claim-key"
import type { Allowance } from "./rate-limits"
import { CORRELATION_HEADER, Refusal, toReply } from "./refusal"
import type { Reply } from "./reply"
import type { Request } from "./request"
import { REPLAY_HEADER, telling } from "./request-headers"
import type { ApiTarget, Finish } from "./routes"
import { toText, write, writeHalf } from "./wire"

export type ApiCall = {
  incoming: IncomingMessage
  outgoing: ServerResponse
  /** Of `performance.now()`. */
  started: number
  request: Request
  /** The query as it came, with its question mark. */
  query: string
  /** Longer than Klarna reads. */
  isTooLarge: boolean
  target: ApiTarget
}

/** Answers a call of Klarna's API: checks who calls, lets faults strike, runs the operation, and logs what came of it. */
export async function answerCall(sandbox: Sandbox, call: ApiCall) {
  const { request } = call
  const claim = call.target.takesKey ? await claimKey(sandbox, request) : undefined
  try {
    await answerClaimed(sandbox, call, claim?.isTaken === true)
  } finally {
    claim?.release()
  }
}

/** @param isKeyTaken another request with this one's idempotency key is not answered yet */
async function answerClaimed(sandbox: Sandbox, call: ApiCall, isKeyTaken: boolean) {
  const { request, outgoing } = call
  const faults = sandbox.faults.strikeCall(request.method, request.path)
  for (const fault of faults) {
    if (fault.kind === "latency" && !(await waited(fault.ms, sandbox.closing))) return
  }
  const fault = faults.find(({ kind }) => kind !== "latency")
  let merchant: Merchant | undefined
  let allowance: Allowance | undefined

  const log: Finish = async (reply, db) => {
    const isSent = fault?.kind !== "reset" && fault?.kind !== "lost_response"
    const noted: NewCall = {
      at: iso(sandbox.clock.now()),
      method: request.method,
      path: request.path,
      query: call.query,
      status: isSent ? reply.status : null,
      request: request.body,
      response: reply.content?.data.toString() ?? "",
      request_headers: telling(request.headers),
      response_headers: reply.headers ?? {},
      ms: Math.round(performance.now() - call.started),
      merchant: merchant?.username ?? null,
      idempotency_key: header(request, "klarna-idempotency-key"),
      correlation_id: reply.headers?.[CORRELATION_HEADER] ?? null,
      fault: faults.map(({ kind }) => kind).join(", ") || null,
      replay_of: Number(header(request, REPLAY_HEADER)) || null,
    }
    await sandbox.calls.add(noted, db)
    publishCall(noted)
    sandbox.changes.note()
    return reply
  }

  const finish: Finish = (reply, db) => {
    const headers = {
      [CORRELATION_HEADER]: sandbox.ids.correlation(),
      ...reply.headers,
      ...allowance?.headers,
    }
    return log(toText({ ...reply, headers }), db)
  }

  async function work(): Promise<Reply> {
    try {
      merchant = authenticate(request.headers, sandbox.merchants, sandbox.settings)
      allowance = sandbox.settings.rate_limits ? countCall(sandbox, merchant, request) : undefined
      if (allowance?.isExceeded) throw new Refusal(429, "TOO_MANY_REQUESTS", ["Too many requests"])
      if (call.isTooLarge) throw new Refusal(413, "REQUEST_TOO_LARGE", ["Request is too large"])
      if (isKeyTaken) throw new Refusal(409, "CONFLICT", [])
      return await call.target.handle(sandbox, { ...request, merchant }, finish)
    } catch (error) {
      if (error instanceof Refusal) return finish(toReply(error, sandbox.ids))
      sandbox.report(error)
      return finish(toReply(failure, sandbox.ids))
    }
  }

  switch (fault?.kind) {
    case "reset":
      await log({ status: 0 })
      return void outgoing.socket?.resetAndDestroy()
    case "status":
      return write(outgoing, await log(toText(invented(fault, sandbox))))
    case "rate_limit":
      return write(outgoing, await log(toText(rateLimited(sandbox))))
    case "lost_response":
      await work()
      return void outgoing.socket?.resetAndDestroy()
    case "truncate":
      return writeHalf(outgoing, await work())
    default:
      return write(outgoing, await work())
  }
}

/** @returns whether the time is over; false when the sandbox was closed before */
const waited = (ms: number | undefined, closing: AbortSignal): Promise<boolean> =>
  sleep(ms, true, { signal: closing }).catch(() => false)

export const failure = new Refusal(500, "INTERNAL_SERVER_ERROR", ["The sandbox failed; see its output"])

function countCall(sandbox: Sandbox, merchant: Merchant, { method, path }: Request): Allowance {
  const { username, environment = "playground" } = merchant
  return sandbox.rateLimits.count({ username, environment, method, path, now: sandbox.clock.now() })
}

const header = (request: Request, name: string) => request.headers[name]?.toString() ?? null

function invented({ status = 500, error_code, body }: Fault, { ids }: Sandbox): Reply {
  if (typeof body === "string") return { status, content: { type: "text/plain; charset=utf-8", data: body } }
  if (body !== undefined) return { status, body }
  return toReply(new Refusal(status, error_code ?? "INTERNAL_SERVER_ERROR", ["Injected by the sandbox"]), ids)
}

function rateLimited({ ids }: Sandbox): Reply {
  const reply = toReply(new Refusal(429, "TOO_MANY_REQUESTS", ["Too many requests"]), ids)
  return {
    ...reply,
    headers: {
      ...reply.headers,
      "X-Ratelimit-Limit": "40, 40;w=1",
      "X-Ratelimit-Remaining": "0",
      "X-Ratelimit-Reset": "1",
    },
  }
}
