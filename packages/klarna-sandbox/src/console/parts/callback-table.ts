import { html, type Html } from "../../pages/html"
import type { CallbackRow } from "../queries/find-callbacks"
import { toCallback } from "./links"
import { httpStatus, state } from "./state"
import { table } from "./table"
import { time, until } from "./time"

export const callbackTable = (rows: readonly CallbackRow[], now: number, empty: Html | string): Html =>
  table<CallbackRow>({
    label: "Callbacks",
    rows,
    id: ({ callback_id }) => callback_id,
    empty,
    columns: [
      {
        head: "Callback",
        cell: ({ callback_id, kind, event }) =>
          html`<a class="row" href="${toCallback(callback_id)}">${kind}</a>${
              event !== null && html` <small class="second">${event}</small>`
            }`,
      },
      { head: "State", kind: "states", cell: (row) => state(callbackState(row)) },
      {
        head: "Answer",
        kind: "states",
        cell: ({ last_at, last_status, due_at }) =>
          html`${last_at !== null && httpStatus(last_status)}
          ${due_at !== null && html`<small>next ${until(due_at, now)}</small>`}`,
      },
      { head: "Attempts", kind: "money wide", cell: ({ attempts }) => attempts },
      { head: "To", kind: "widest long", cell: ({ url }) => html`<code>${url}</code>` },
      { head: "Created", kind: "mid", cell: ({ created_at }) => time(created_at, now) },
    ],
  })

type Known = Pick<CallbackRow, "due_at" | "attempts" | "last_at" | "last_status">

/** What became of it, in one word. */
export function callbackState({ due_at, attempts, last_at, last_status }: Known): string {
  if (due_at !== null) return attempts === 0 ? "waiting" : "repeating"
  if (last_at === null) return "not sent"
  return last_status !== null && last_status < 300 && last_status >= 200 ? "answered" : "gave up"
}
