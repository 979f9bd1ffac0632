import type { CallSummary } from "../../http/call-log"
import { html, type Html } from "../../pages/html"
import { shortPath } from "./linked-ids"
import { toCall } from "./links"
import { httpStatus, state } from "./state"
import { table } from "./table"
import { time } from "./time"

export const callTable = (rows: readonly CallSummary[], now: number, empty: Html | string): Html =>
  table<CallSummary>({
    label: "Calls",
    rows,
    id: ({ id }) => `call-${id}`,
    empty,
    columns: [
      {
        head: "Call",
        kind: "long",
        cell: ({ id, method, path, query }) =>
          html`<a class="row" href="${toCall(id)}"
            ><b class="method">${method}</b>
            <code title="${path}${query}">${shortPath(path + query)}</code></a
          >`,
      },
      {
        head: "Status",
        kind: "states",
        cell: ({ status, fault, replay_of }) =>
          html`${httpStatus(status, fault)}${fault !== null && status !== null && html` ${state(fault)}`}${
            replay_of !== null && html` ${state("replay")}`
          }`,
      },
      { head: "Took", kind: "money wide", cell: ({ ms }) => `${ms} ms` },
      { head: "Merchant", kind: "wide", cell: ({ merchant }) => merchant },
      { head: "At", kind: "mid", cell: ({ at }) => time(Date.parse(at), now) },
    ],
  })
