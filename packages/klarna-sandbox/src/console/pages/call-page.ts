import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import type { CallRecord } from "../../state/records"
import { replayProblem } from "../actions/replay-call"
import { consolePage } from "../frame"
import { callTable } from "../parts/call-table"
import { card, copyable, facts } from "../parts/card"
import { jsonView, parsed } from "../parts/json-view"
import { linkedIds, shortIds, shortPath } from "../parts/linked-ids"
import { toCall } from "../parts/links"
import { httpStatus, state } from "../parts/state"
import { time } from "../parts/time"
import { notFoundPage } from "./not-found-page"

/** GET /calls/:id: one call as it was asked and answered. */
export async function callPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const id = param(request, "id")
  const call = /^\d{1,15}$/.test(id) ? await sandbox.calls.find(Number(id)) : undefined
  if (!call) return notFoundPage(sandbox, request, "call")
  const replays = await sandbox.calls.search({ replayOf: call.id, limit: 20 })
  const now = sandbox.clock.now()
  return consolePage(sandbox, request, {
    kind: "Call",
    title: `${call.method} ${shortIds(call.path)}`,
    heading: html`${call.method} ${shortPath(call.path)}`,
    beside: html`${httpStatus(call.status, call.fault)} ${call.fault !== null && state(call.fault)}`,
    body: [
      card({ title: "What it was", body: [about(call, now), replay(sandbox, call)] }),
      html`<div class="two">
        ${card({ title: "Request", body: [headers(call, "request"), jsonView(parsed(call.request), "Request body")] })}
        ${card({ title: "Answer", body: [headers(call, "response"), jsonView(parsed(call.response), "Answer body")] })}
      </div>`,
      replays.length > 0 && card({ title: "Replays of this call", body: callTable(replays, now, "") }),
    ],
  })
}

const about = (call: CallRecord, now: number): Html =>
  facts([
    ["Path", html`<code>${linkedIds(call.path + call.query)}</code>`],
    ["Merchant", call.merchant ?? "none: the credentials were refused"],
    ["Took", `${call.ms} ms`],
    ["At", time(Date.parse(call.at), now)],
    ["Correlation id", call.correlation_id !== null && copyable(call.correlation_id)],
    ["Idempotency key", call.idempotency_key !== null && copyable(call.idempotency_key)],
    ["Fault", call.fault !== null && html`${call.fault}, injected; <a href="/faults">faults in force</a>`],
    [
      "Replay of",
      call.replay_of !== null && html`<a href="${toCall(call.replay_of)}">call ${call.replay_of}</a>`,
    ],
  ])

function replay({ merchants }: Sandbox, call: CallRecord): Html {
  const problem = replayProblem(merchants, call)
  if (problem) return html`<p class="note">${problem}</p>`
  return html`<form method="post" action="${toCall(call.id)}/replay" class="buttons">
    <button class="main">Replay</button>
    ${call.idempotency_key !== null && html`<button name="key" value="new">Replay with a new idempotency key</button>`}
    <span class="note"
      >Sends the same request again
      ${call.merchant === null ? "without credentials" : `as ${call.merchant}`}${
        call.idempotency_key !== null && "; with its key it gets the first answer"
      }.</span
    >
  </form>`
}

/** Credentials are not kept; that there were some is told by the merchant they named. */
function headers(call: CallRecord, side: "request" | "response"): Html {
  const shown = Object.entries(side === "request" ? call.request_headers : call.response_headers)
  const credentials =
    side === "request" && call.merchant !== null && (["authorization", "Basic ••••••"] as const)
  return html`<details id="${side}-headers" ${side === "response" && "open"}>
    <summary>Headers</summary>
    ${facts([
      ...(credentials ? [credentials] : []),
      ...shown.map(([name, value]) => [name.toLowerCase(), html`<code>${linkedIds(value)}</code>`] as const),
    ])}
  </details>`
}
