import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { inOneSentence } from "../control/control-error"
import type { Sandbox } from "../sandbox"
import { answerCall, failure } from "./answer-call"
import { readBody } from "./read-body"
import { Refusal, toReply } from "./refusal"
import type { Reply } from "./reply"
import type { Request } from "./request"
import { createRouter } from "./router"
import { routes, type Target } from "./routes"
import { write } from "./wire"

const findRoute = createRouter<Target>(routes)

/** Maps requests to operations. Nothing here knows a rule of Klarna's. */
export function createHttpServer(sandbox: Sandbox): Server {
  return createServer((incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch((error: unknown) => {
      // The client hung up while sending: nobody is left to answer.
      if (incoming.errored) return
      sandbox.report(error)
      if (outgoing.headersSent) outgoing.destroy()
      else write(outgoing, toReply(failure, sandbox.ids))
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
  const isTooLarge = body === undefined
  const target: Target = route.found ? route.target : unknownRoute(pathname, route.known)
  if (target.kind === "api") {
    const query = search && `?${search}`
    return answerCall(sandbox, { incoming, outgoing, started, request, query, isTooLarge, target })
  }
  const handle = isTooLarge ? inOneSentence(tooLarge) : target.handle
  write(outgoing, await run(sandbox, () => handle(sandbox, request)))
}

function tooLarge(): never {
  throw new Refusal(413, "REQUEST_TOO_LARGE", ["Request is too large"])
}

/** Runs a handler; a refusal is an answer, anything else is our own mistake and passes on. */
async function run({ ids }: Sandbox, handle: () => Promise<Reply> | Reply): Promise<Reply> {
  try {
    return await handle()
  } catch (error) {
    if (error instanceof Refusal) return toReply(error, ids)
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
