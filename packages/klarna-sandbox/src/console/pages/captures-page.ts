import { html } from "../../pages/html"
import { listPage } from "../parts/list-page"
import { partTable } from "../parts/part-table"
import { findCaptures } from "../queries/find-parts"

const empty = html`<p>
  No captures yet. <code>POST /ordermanagement/v1/orders/:order_id/captures</code> with
  <code>{"captured_amount": 10000}</code> makes one.
</p>`

/** GET /captures */
export const capturesPage = listPage({
  title: "Captures",
  find: findCaptures,
  view: (rows, now) => partTable(rows, { name: "Capture", now, empty }),
})
