import { CALL_KINDS, CALLBACK_KINDS, CALLBACKS, type Fault } from "../../faults/fault"
import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"
import { card } from "../parts/card"
import { state } from "../parts/state"
import { table } from "../parts/table"

/** GET /faults: what goes wrong on purpose. */
export function faultsPage(sandbox: Sandbox, request: Request): Reply {
  const faults = sandbox.faults.list()
  return consolePage(sandbox, request, {
    title: "Faults",
    body: [
      card({
        title: "In force, or spent",
        note:
          faults.length > 0 &&
          html`<form method="post" action="/faults/clear"><button class="small">Remove all</button></form>`,
        body: faultTable(faults),
      }),
      card({ title: "Add a fault", body: form() }),
    ],
  })
}

const faultTable = (rows: readonly Fault[]): Html =>
  table<Fault>({
    label: "Faults",
    rows,
    id: ({ id }) => id,
    empty: html`<p>
      None: everything goes as it should. Add one below, or with <code>POST /_sandbox/faults</code>.
    </p>`,
    columns: [
      {
        head: "Fault",
        cell: ({ kind, status, ms }) => html`<b>${kind}</b> ${status} ${ms !== undefined && `${ms} ms`}`,
      },
      {
        head: "Strikes",
        kind: "long",
        cell: ({ match }) => {
          const what = [match?.method, match?.path, match?.callback].filter(Boolean).join(" ")
          return what === "" ? "everything" : html`<code>${what}</code>`
        },
      },
      {
        head: "Struck",
        kind: "money",
        cell: ({ struck, times }) => `${struck}${times === undefined ? "" : ` of ${times}`}`,
      },
      {
        head: "State",
        kind: "wide",
        cell: ({ struck, times }) => state(times === undefined || struck < times ? "in force" : "spent"),
      },
      {
        head: "Remove",
        cell: ({ id, kind }) =>
          html`<form method="post" action="/faults/${id}/remove">
            <button class="small" aria-label="Remove ${kind}">Remove</button>
          </form>`,
      },
    ],
  })

const options = (names: readonly string[]) => names.map((name) => html`<option>${name}</option>`)

const form = (): Html =>
  html`<form method="post" action="/faults" class="filters">
    <label
      >Kind
      <select name="kind">
        <optgroup label="Calls">${options(CALL_KINDS)}</optgroup>
        <optgroup label="Callbacks">${options(CALLBACK_KINDS)}</optgroup>
      </select></label
    >
    <label>Times <input name="times" type="number" min="1" placeholder="always" /></label>
    <label>Milliseconds <input name="ms" type="number" min="0" placeholder="latency, delay" /></label>
    <label>Status <input name="status" type="number" min="200" max="599" placeholder="status" /></label>
    <label>Method <input name="method" placeholder="any" spellcheck="false" /></label>
    <label>Path <input name="path" placeholder="regular expression" spellcheck="false" /></label>
    <label
      >Callback
      <select name="callback">
        <option value="">any</option>
        ${options(CALLBACKS)}
      </select></label
    >
    <button class="main">Add fault</button>
  </form>`
