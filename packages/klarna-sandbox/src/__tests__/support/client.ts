import type { RunningSandbox } from "../../start-sandbox"

export type Answer = {
  status: number
  headers: Headers
  /** Parsed when it is JSON, else the text; undefined when empty. */
  body: any // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into answers of many shapes
}

export type Client = {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** A call of the sandbox's own, without credentials. */
  control(method: string, path: string, body?: unknown): Promise<Answer>
  consumer(sessionId: string, action: string, more?: Record<string, unknown>): Promise<Answer>
}

export const basic = (user: string, key: string) =>
  `Basic ${Buffer.from(`${user}:${key}`).toString("base64")}`

export function createClient(
  { url }: Pick<RunningSandbox, "url">,
  authorization = basic("sandbox", "sandbox-secret")
): Client {
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>
  ): Promise<Answer> => {
    const response = await fetch(path.startsWith("http") ? path : url + path, {
      method,
      redirect: "manual",
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: parse(await response.text()) }
  }
  const control: Client["control"] = (method, path, body) => send(method, `/_sandbox${path}`, body, {})
  return {
    call: (method, path, body, headers = {}) => send(method, path, body, { authorization, ...headers }),
    control,
    consumer: (sessionId, action, more = {}) =>
      control("POST", `/hpp/${sessionId}/consumer`, { action, ...more }),
  }
}

function parse(text: string): unknown {
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
