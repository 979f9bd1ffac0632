import { channel, subscribe, unsubscribe } from "node:diagnostics_channel"

/** One request and its answer as they were on the wire. */
export type Exchange = {
  /** Who answered. */
  by: "sandbox" | "klarna" | "shop"
  method: string
  /** Without query; of a callback `/merchant_urls.` and its name, as the descriptions have it. */
  path: string
  request: string
  /** Absent when none came. */
  answer?: { status: number; headers: Record<string, string | string[] | undefined>; body: string }
}

/** A call as a sandbox tells of it. */
type SandboxCall = {
  method: string
  path: string
  request: string
  /** Null when the caller was left without an answer. */
  status: number | null
  response: string
  response_headers: Record<string, string>
  /** What a test had asked to go wrong. */
  fault: string | null
}

/** What a sandbox sent to the shop, and what the shop answered. */
type SandboxCallback = {
  callback: string
  body: string | null
  status: number | null
  response: string | null
}

const CALLS = "klarna-sandbox:call"
const CALLBACKS = "klarna-sandbox:callback"
const EXCHANGES = "medusa-plugin-klarna:exchange"

/** For exchanges with a Klarna that does not run in this process. */
export const publishExchange = (exchange: Exchange) => channel(EXCHANGES).publish(exchange)

/**
 * Hears every exchange of this process: with its sandboxes, and those that were published.
 *
 * @returns ends that
 */
export function listenToExchanges(listener: (exchange: Exchange) => void): () => void {
  const heard: Record<string, (message: unknown) => void> = {
    [CALLS]: (call) => {
      const exchange = ofCall(call as SandboxCall)
      if (exchange) listener(exchange)
    },
    [CALLBACKS]: (callback) => listener(ofCallback(callback as SandboxCallback)),
    [EXCHANGES]: (exchange) => listener(exchange as Exchange),
  }
  for (const [name, listen] of Object.entries(heard)) subscribe(name, listen)
  return () => {
    for (const [name, listen] of Object.entries(heard)) unsubscribe(name, listen)
  }
}

/** @returns undefined when the answer was made up by a test, or never came: the request may have been anything */
export function ofCall(call: SandboxCall): Exchange | undefined {
  const { method, path, request, status, response, response_headers, fault } = call
  if (status === null || fault?.includes("status")) return undefined
  const headers = Object.fromEntries(
    Object.entries(response_headers).map(([name, value]) => [name.toLowerCase(), value])
  )
  return { by: "sandbox", method, path, request, answer: { status, headers, body: response } }
}

export const ofCallback = ({ callback, body, status, response }: SandboxCallback): Exchange => ({
  by: "shop",
  method: "POST",
  path: `/merchant_urls.${callback}`,
  request: body ?? "",
  ...(status !== null && { answer: { status, headers: {}, body: response ?? "" } }),
})
