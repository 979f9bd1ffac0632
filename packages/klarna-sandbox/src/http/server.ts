import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { randomUUID } from "node:crypto"
import { pipeline } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import { inOneSentence } from "../control/control-error"
import type { Fault } from "../faults"
import type { Merchant } from "../merchant"
import type { Sandbox } from "../sandbox"
import { iso } from "../clock"
import { authenticate } from "./authenticate"
import type { Allowance } from "./rate-limits"
import { readBody } from "./read-body"
import { REPLAY_HEADER, telling } from "./request-headers"
import { Refusal, CORRELATION_HEADER, toReply } from "./refusal"
import type { Reply } from "./reply"
import type { Request } from "./request"
import { createRouter } from "./router"
import { routes, type Target } from "./routes"

const findRoute = createRouter<Target>(routes)

/** Maps requests to operations, lets faults strike, logs API calls. Nothing here knows a rule of Klarna's. */
export function createHttpServer(sandbox: Sandbox): Server {
  return createServer((incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch((error: unknown) => {
      // The client hung up while sending: nobody is left to answer.
      if (incoming.errored) return
      sandbox.report(error)
      if (outgoing.headersSent) outgoing.destroy()
      else
        write(
          outgoing,
          toReply(new Refusal(500, "INTERNAL_SERVER_ERROR", ["The sandbox failed; see its output"]))
        )
    })
  })
}

async function answer(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse) {
  const started = performance.now()
  const [pathname = "/", search = ""] = (incoming.url ?? "/").split("?", 2)
  const method = incoming.method ?? "GET"
  const route = findRoute(method, pathname)
  const body = await readBody(incoming)
  const request: Request = {
    method,
    path: pathname,
    params: route.found ? route.params : {},
    query: new URLSearchParams(search),
    headers: incoming.headers,
    body: body ?? "",
  }
  const target: Target = route.found ? route.target : unknownRoute(pathname, route.known)
  if (target.kind !== "api") {
    write(outgoing, await run(() => (body === undefined ? tooLarge() : target.handle(sandbox, request))))
    return
  }

  let merchant: string | null = null
  let allowance: Allowance | undefined
  const work = () =>
    run(() => {
      const known = authenticate(request.headers, sandbox.merchants, sandbox.settings)
      merchant = known.username
      allowance = sandbox.settings.rate_limits ? countCall(sandbox, known, request) : undefined
      if (allowance?.isExceeded) throw new Refusal(429, "TOO_MANY_REQUESTS", ["Too many requests"])
      if (body === undefined) return tooLarge()
      return target.handle(sandbox, { ...request, merchant: known })
    })
      .then(withCorrelationId)
      .then((reply) => ({ ...reply, headers: { ...reply.headers, ...allowance?.headers } }))
  const faults = sandbox.faults.strikeCall(method, pathname)
  const { reply, sent } = await answerWithFaults(faults, work, outgoing)
  sandbox.calls.add({
    at: iso(sandbox.clock.now()),
    method,
    path: pathname,
    query: search && `?${search}`,
    status: sent ? (reply?.status ?? null) : null,
    request: request.body,
    response:
      reply?.body === undefined ? (reply?.content?.data.toString() ?? "") : JSON.stringify(reply.body),
    request_headers: telling(incoming.headers),
    response_headers: reply?.headers ?? {},
    ms: Math.round(performance.now() - started),
    merchant,
    idempotency_key: header(request, "klarna-idempotency-key"),
    correlation_id: reply?.headers?.[CORRELATION_HEADER] ?? null,
    fault: faults.map(({ kind }) => kind).join(", ") || null,
    replay_of: Number(header(request, REPLAY_HEADER)) || null,
  })
  sandbox.changes.note()
}

function countCall(sandbox: Sandbox, merchant: Merchant, { method, path }: Request): Allowance {
  const { username, environment = "playground" } = merchant
  return sandbox.rateLimits.count({ username, environment, method, path, now: sandbox.clock.now() })
}

const header = (request: Request, name: string) => request.headers[name]?.toString() ?? null

function tooLarge(): never {
  throw new Refusal(413, "REQUEST_TOO_LARGE", ["Request is too large"])
}

/** @returns the reply of the work, also when it was not `sent` */
async function answerWithFaults(
  faults: readonly Fault[],
  work: () => Promise<Reply>,
  outgoing: ServerResponse
): Promise<{ reply?: Reply; sent: boolean }> {
  for (const fault of faults) {
    if (fault.kind === "latency") await sleep(fault.ms)
  }
  const fault = faults.find(({ kind }) => kind !== "latency")
  switch (fault?.kind) {
    case "reset":
      outgoing.socket?.resetAndDestroy()
      return { sent: false }
    case "status": {
      const reply = invented(fault)
      write(outgoing, reply)
      return { reply, sent: true }
    }
    case "rate_limit": {
      const reply = rateLimited()
      write(outgoing, reply)
      return { reply, sent: true }
    }
    case "lost_response": {
      const reply = await work()
      outgoing.socket?.resetAndDestroy()
      return { reply, sent: false }
    }
    case "truncate": {
      const reply = await work()
      writeHalf(outgoing, reply)
      return { reply, sent: true }
    }
    default: {
      const reply = await work()
      write(outgoing, reply)
      return { reply, sent: true }
    }
  }
}

function invented({ status = 500, error_code, body }: Fault): Reply {
  if (typeof body === "string") return { status, content: { type: "text/plain; charset=utf-8", data: body } }
  if (body !== undefined) return { status, body }
  return toReply(new Refusal(status, error_code ?? "INTERNAL_SERVER_ERROR", ["Injected by the sandbox"]))
}

function rateLimited(): Reply {
  const reply = toReply(new Refusal(429, "TOO_MANY_REQUESTS", ["Too many requests"]))
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

function withCorrelationId(reply: Reply): Reply {
  return { ...reply, headers: { [CORRELATION_HEADER]: randomUUID(), ...reply.headers } }
}

/** Runs an operation; a refusal is an answer, anything else is our own mistake and passes on. */
async function run(operation: () => Promise<Reply> | Reply): Promise<Reply> {
  try {
    return await operation()
  } catch (error) {
    if (error instanceof Refusal) return toReply(error)
    throw error
  }
}

function unknownRoute(path: string, known: boolean): Target {
  const refuse = () => {
    if (known) throw new Refusal(405, "METHOD_NOT_ALLOWED", ["The sandbox has no such operation here"])
    throw new Refusal(404, "NOT_FOUND", ["The sandbox has no such path"])
  }
  const isApi = /^\/(checkout|hpp|ordermanagement|payments|customer-token)\//.test(path)
  return isApi ? { kind: "api", handle: refuse } : { kind: "control", handle: inOneSentence(refuse) }
}

function write(outgoing: ServerResponse, reply: Reply) {
  if (reply.stream) {
    outgoing.writeHead(reply.status, { ...reply.headers, "Content-Type": reply.stream.type })
    // However it ends, both ends are closed and nobody is left to tell.
    pipeline(reply.stream.data, outgoing, () => {})
    return
  }
  const { headers, data } = toWire(reply)
  outgoing.writeHead(reply.status, headers).end(data)
}

/** Announces the whole body, sends half of it and hangs up. */
function writeHalf(outgoing: ServerResponse, reply: Reply) {
  const { headers, data } = toWire(reply)
  outgoing.writeHead(reply.status, headers)
  outgoing.write(data.subarray(0, Math.floor(data.length / 2)), () => outgoing.destroy())
}

function toWire(reply: Reply): { headers: Record<string, string | number>; data: Buffer } {
  const data = Buffer.from(
    reply.content?.data ?? (reply.body === undefined ? "" : JSON.stringify(reply.body))
  )
  const type =
    reply.content?.type ?? (reply.body === undefined ? undefined : "application/json;charset=UTF-8")
  return {
    data,
    headers: {
      ...reply.headers,
      ...(type && { "Content-Type": type }),
      ...(reply.status !== 204 && { "Content-Length": data.length }),
    },
  }
}
