import { html } from "../../pages/html"
import { listPage } from "../parts/list-page"
import { partTable } from "../parts/part-table"
import { findRefunds } from "../queries/find-parts"

const empty = html`<p>
  No refunds yet. What was captured can be refunded with
  <code>POST /ordermanagement/v1/orders/:order_id/refunds</code> and <code>{"refunded_amount": 10000}</code>.
</p>`

/** GET /refunds */
export const refundsPage = listPage({
  title: "Refunds",
  find: findRefunds,
  view: (rows, now) => partTable(rows, { name: "Refund", now, empty }),
})
