import { html, type Html } from "../../pages/html"
import { linkedIds } from "./linked-ids"

/** What a body says, when it is JSON; else its text. */
export function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}

/** More than anybody reads; the rest would only make the page slow. */
const SHOWN = 100_000

/** A body as it is read best: JSON indented and coloured, anything else as it came. */
export function jsonView(body: unknown, label: string): Html {
  if (body === null || body === undefined || body === "") return html`<p class="empty">An empty body.</p>`
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 2)
  const shown = text.slice(0, SHOWN)
  const content = typeof body === "string" ? linkedIds(shown) : coloured(shown)
  return html`<pre class="json" tabindex="0" role="region" aria-label="${label}">${content}</pre>
    ${text.length > SHOWN && html`<p class="note">The first ${SHOWN} of ${text.length} characters.</p>`}`
}

/** A string with what follows it when it is a name, or anything that is no string. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/gi

function coloured(text: string): Html {
  const parts: (Html | string)[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon] = match
    parts.push(text.slice(end, match.index))
    if (string === undefined) parts.push(html`<span class="n">${whole}</span>`)
    else if (colon === undefined) parts.push(html`<span class="s">${linkedIds(string)}</span>`)
    else parts.push(html`<span class="k">${string}</span>${colon}`)
    end = match.index + whole.length
  }
  parts.push(text.slice(end))
  return html`${parts}`
}
