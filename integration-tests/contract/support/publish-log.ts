import { ofCallback, ofCall, publishExchange } from "./exchange"

type Logged = { request: unknown; response: unknown } & Omit<
  Parameters<typeof ofCall>[0],
  "request" | "response"
>
type LoggedCallback = { body: unknown } & Omit<Parameters<typeof ofCallback>[0], "body">

/** Lets what a sandbox in another process has in its logs be compared with the descriptions. */
export async function publishLog(sandboxUrl: string): Promise<void> {
  const read = async <Row>(name: string) =>
    (await (await fetch(`${sandboxUrl}/_sandbox/${name}`)).json()) as Row[]
  for (const call of await read<Logged>("calls")) {
    const exchange = ofCall({ ...call, request: toText(call.request), response: toText(call.response) })
    if (exchange) publishExchange(exchange)
  }
  for (const callback of await read<LoggedCallback>("callbacks")) {
    publishExchange(ofCallback({ ...callback, body: toText(callback.body) }))
  }
}

const toText = (body: unknown) =>
  body === null ? "" : typeof body === "string" ? body : JSON.stringify(body)
