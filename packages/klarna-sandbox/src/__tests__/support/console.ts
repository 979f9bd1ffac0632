import type { Bench } from "./with-sandbox"

export type Shown = { status: number; location: string | null; headers: Headers; text: string }

export type Console = {
  /** A page, its white space folded. */
  look(path: string, headers?: Record<string, string>): Promise<Shown>
  /** A button that a browser sends from a page of the console. */
  press(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Shown>
  /** Presses a button on a page, and looks where it leads. */
  pressAndLook(path: string, fields?: Record<string, string>, from?: string): Promise<Shown>
}

export function consoleOf(bench: Bench): Console {
  const send = async (path: string, init: RequestInit): Promise<Shown> => {
    const response = await fetch(bench.sandbox.url + path, { redirect: "manual", ...init })
    return {
      status: response.status,
      location: response.headers.get("location"),
      headers: response.headers,
      text: (await response.text()).replace(/\s+/g, " "),
    }
  }
  const console: Console = {
    look: (path, headers = {}) => send(path, { headers }),
    press: (path, fields = {}, headers = {}) =>
      send(path, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { origin: bench.sandbox.url, ...headers },
      }),
    async pressAndLook(path, fields = {}, from = "/") {
      const pressed = await console.press(path, fields, { referer: bench.sandbox.url + from })
      if (pressed.status !== 303) throw new Error(`${path} answered ${pressed.status}: ${pressed.text}`)
      const cookie = pressed.headers.get("set-cookie")?.split(";", 1)[0] ?? ""
      const shown = await console.look(pressed.location ?? "", { cookie })
      return { ...shown, location: pressed.location }
    },
  }
  return console
}

/** Links of a page, in its order. */
export const linksIn = (text: string, start: string): string[] => [
  ...new Set(
    [...text.matchAll(/href="([^"]+)"/g)].flatMap(([, href = ""]) => (href.startsWith(start) ? [href] : []))
  ),
]

/** What the page says came of the button. */
export const noticeOf = (text: string) => /<p class="notice[^"]*">(.*?)<\/p>/.exec(text)?.[1] ?? ""
