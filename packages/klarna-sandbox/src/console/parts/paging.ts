import type { Request } from "../../http/request"
import { html, type Html } from "../../pages/html"

export const ROWS = 50

export type Page<Row> = { rows: Row[]; /** Where the next page begins; absent on the last. */ next?: string }

/** @param found up to one row more than a page shows: that one tells that there is another page */
export function toPage<Row>(
  found: readonly Row[],
  cursorOf: (last: Row) => string | number,
  size = ROWS
): Page<Row> {
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return { rows, ...(found.length > size && last !== undefined && { next: String(cursorOf(last)) }) }
}

export const cursorOf = ({ query }: Request) => query.get("before")

/** A cursor that is one number. */
export function numberCursor(request: Request): number | undefined {
  const cursor = cursorOf(request)
  return cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
}

/** Links to the page after this one and to the first. */
export function pager(request: Request, next: string | undefined): Html | false {
  const isFirst = cursorOf(request) === null
  if (isFirst && next === undefined) return false
  return html`<nav class="pager" aria-label="Pages">
    ${!isFirst && html`<a class="button" href="${address(request, undefined)}">← First page</a>`}
    ${next !== undefined && html`<a class="button" rel="next" href="${address(request, next)}">Next page →</a>`}
  </nav>`
}

function address({ path, query }: Request, before: string | undefined): string {
  const next = new URLSearchParams(query)
  next.delete("before")
  if (before !== undefined) next.set("before", before)
  return next.size > 0 ? `${path}?${next}` : path
}
