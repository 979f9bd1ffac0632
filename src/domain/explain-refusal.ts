import { type Finding, shownOf } from "./finding"

/** Klarna's messages name fields: what we found there is marked, and what we did not find is said in its words. */
export function explainRefusal(
  findings: readonly Finding[],
  payload: Fields,
  messages: readonly string[]
): Finding[] {
  const marked = findings.map((finding) => ({
    ...finding,
    named_by_klarna: finding.path !== "" && messages.some((message) => names(message, finding.path)),
  }))
  const unexplained = messages.filter((message) => !marked.some(({ path }) => path && names(message, path)))
  return [
    ...marked,
    ...unexplained.map((message) => {
      const path = pathIn(message)
      const line = /^order_lines\[(\d+)\]/.exec(path)?.[1]
      return {
        ...{ path, line: line === undefined ? null : Number(line), reference: null },
        ...{ rule: message, expected: null, sent: sentAt(payload, path), named_by_klarna: true },
      }
    }),
  ]
}

const names = (message: string, path: string) => pathIn(message) === path

/** `Bad value: order_lines[0].reference`, or a sentence that begins with the field. */
const pathIn = (message: string) =>
  /(?:^|: ?)([a-z_]+(?:\[\d+\])?(?:\.[a-z_0-9]+(?:\[\d+\])?)*)(?=$| )/.exec(message)?.[1] ?? ""

/** What stood there; of a person no more than whether something did. */
function sentAt(payload: Fields, path: string): number | string | null {
  const keys = path.split(/[.[\]]+/).filter(Boolean)
  if (!keys.length) return null
  const value = keys.reduce<unknown>((at, key) => (at as Fields | null | undefined)?.[key], payload)
  const isPersonal = /address|customer|attachment/.test(keys[0] ?? "")
  return isPersonal && value != null ? "(not shown)" : shownOf(value)
}

type Fields = Readonly<Record<string, unknown>>
