import { LessThan } from "typeorm"
import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import {
  callbackAttempts,
  callbacks,
  type CallbackAttemptRecord,
  type CallbackRecord,
} from "../../state/records"
import { consolePage } from "../frame"
import { callbackState } from "../parts/callback-table"
import { card, copyable, facts } from "../parts/card"
import { jsonView, parsed } from "../parts/json-view"
import { linkedIds } from "../parts/linked-ids"
import { toCallback, toHppSession, toKpSession, toOrder } from "../parts/links"
import { pager, toPage, numberCursor } from "../parts/paging"
import { httpStatus, state } from "../parts/state"
import { time, until } from "../parts/time"
import { notFoundPage } from "./not-found-page"

const ATTEMPTS = 20

/** GET /callbacks/:id: one callback with every attempt. */
export async function callbackPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const callback_id = param(request, "id")
  const before = numberCursor(request) ?? Number.MAX_SAFE_INTEGER
  const found = await sandbox.command(async ({ db, now }) => {
    const callback = await db.findOneBy(callbacks, { callback_id })
    const attempts = await db.find(callbackAttempts, {
      where: { callback_id, id: LessThan(before) },
      order: { id: "DESC" },
      take: ATTEMPTS + 1,
    })
    return callback && { callback, attempts, now }
  })
  if (!found) return notFoundPage(sandbox, request, "callback")
  const { callback, now } = found
  const { rows, next } = toPage(found.attempts, ({ id }) => id, ATTEMPTS)
  const [last] = rows
  return consolePage(sandbox, request, {
    kind: "Callback",
    title: callback.kind,
    beside: state(
      callbackState({ ...callback, last_at: last?.at ?? null, last_status: last?.status ?? null })
    ),
    body: [
      card({ title: "What it is", body: [about(callback, now), buttons(callback, now)] }),
      html`<div class="two">
        ${card({
          title: "Attempts",
          note: "newest first",
          body:
            rows.length > 0
              ? rows.map((attempt, index) => attemptItem(attempt, index === 0, now))
              : html`<p class="empty">None yet.</p>`,
        })}
        ${card({ title: "Body sent", note: "the same each time", body: jsonView(parsed(callback.body), "Body sent") })}
      </div>`,
      pager(request, next),
    ],
  })
}

const about = (callback: CallbackRecord, now: number): Html =>
  facts([
    ["To", html`<code>${linkedIds(callback.url)}</code>`],
    ["About", subject(callback)],
    [
      "Next attempt",
      callback.due_at !== null && html`${until(callback.due_at, now)}, at ${time(callback.due_at, now)}`,
    ],
    ["Attempts", callback.attempts],
    ["Callback id", copyable(callback.callback_id)],
    ["Event id", callback.event_id !== null && copyable(callback.event_id)],
    ["Created", time(callback.created_at, now)],
  ])

function subject({ kind, subject_id: id }: CallbackRecord): Html {
  const link = (address: string, name: string) => html`<a href="${address}">${name} <code>${id}</code></a>`
  if (kind === "status_update") return link(toHppSession(id), "HPP session")
  return kind === "authorization" ? link(toKpSession(id), "KP session") : link(toOrder(id), "order")
}

function buttons({ callback_id, due_at }: CallbackRecord, now: number): Html {
  const isWaiting = due_at !== null && due_at > now
  return html`<form method="post" class="buttons">
    ${isWaiting && html`<button class="main" formaction="${toCallback(callback_id)}/send">Send now</button>`}
    <button class="${isWaiting ? "" : "main"}" formaction="${toCallback(callback_id)}/replay">Replay</button>
    <span class="note"
      >${isWaiting && "“Send now” is the attempt that is waiting. "}A replay sends it once more as it was and
      changes no schedule.</span
    >
  </form>`
}

function attemptItem(attempt: CallbackAttemptRecord, isNewest: boolean, now: number): Html {
  const { id, attempt: number, at, ms, status, answer, error, fault, replay } = attempt
  return html`<details id="attempt-${id}" class="part" ${isNewest && "open"}>
    <summary>
      ${httpStatus(status, "no answer")}
      <span>${replay ? "replay" : `attempt ${number}`}</span>
      ${fault !== null && state(fault)}
      <span>${ms} ms</span>
      <span class="end">${time(at, now)}</span>
    </summary>
    ${error === null ? jsonView(parsed(answer), `Answer of attempt ${number}`) : html`<p>${error}</p>`}
  </details>`
}
