import type { ServerResponse } from "node:http"
import { pipeline } from "node:stream"
import type { Reply } from "./reply"

/** With the body as the text it is sent as: it is written to the log and to the wire, but made once. */
export function toText({ body, ...reply }: Reply): Reply {
  if (body === undefined) return reply
  return { ...reply, content: { type: "application/json;charset=UTF-8", data: JSON.stringify(body) } }
}

export function write(outgoing: ServerResponse, reply: Reply) {
  if (reply.stream) {
    outgoing.writeHead(reply.status, { ...reply.headers, "Content-Type": reply.stream.type })
    // However it ends, both ends are closed and nobody is left to tell.
    pipeline(reply.stream.data, outgoing, () => {})
    return
  }
  const { headers, data } = toWire(reply)
  outgoing.writeHead(reply.status, headers).end(data)
}

/** Announces the whole body, sends half of it and hangs up. Where there is no body, the head itself breaks off. */
export function writeHalf(outgoing: ServerResponse, reply: Reply) {
  const { headers, data } = toWire(reply)
  if (data.length === 0) {
    outgoing.socket?.write(`HTTP/1.1 ${reply.status} `, () => outgoing.destroy())
    return
  }
  const whole = Buffer.from(data)
  outgoing.writeHead(reply.status, headers)
  outgoing.write(whole.subarray(0, Math.floor(whole.length / 2)), () => outgoing.destroy())
}

type Wire = { headers: Record<string, string | number>; data: string | Buffer }

function toWire(reply: Reply): Wire {
  const { status, headers, content } = toText(reply)
  // Text stays text: Node sends it in one piece with the headers.
  const data = content?.data ?? ""
  return {
    data,
    headers: {
      ...headers,
      ...(content && { "Content-Type": content.type }),
      ...(status !== 204 && { "Content-Length": Buffer.byteLength(data) }),
    },
  }
}
