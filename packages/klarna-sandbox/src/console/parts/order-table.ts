import { html, type Html } from "../../pages/html"
import type { OrderApi, OrderRow } from "../queries/find-orders"
import { toOrder } from "./links"
import { money } from "./money"
import { state } from "./state"
import { table } from "./table"
import { time } from "./time"

const APIS: Readonly<Record<OrderApi, string>> = {
  checkout: "KCO",
  payments: "KP",
  "customer-token": "Token",
}

export const apiName = (api: OrderApi) => APIS[api]

export const orderTable = (rows: readonly OrderRow[], now: number, empty: Html | string): Html =>
  table<OrderRow>({
    label: "Orders",
    rows,
    id: ({ order_id }) => order_id,
    empty,
    columns: [
      { head: "Order", cell: (order) => name(order) },
      {
        head: "State",
        kind: "states",
        cell: ({ status, fraud_status }) =>
          html`${state(status)} ${fraud_status !== null && fraud_status !== "ACCEPTED" && state(fraud_status)}`,
      },
      { head: "Amount", kind: "money", cell: ({ amount, currency }) => money(amount, currency) },
      {
        head: "Captured",
        kind: "money wide",
        cell: ({ captured_amount: amount, currency }) => amount > 0 && money(amount, currency),
      },
      {
        head: "Refunded",
        kind: "money wide",
        cell: ({ refunded_amount: amount, currency }) => amount > 0 && money(amount, currency),
      },
      { head: "API", kind: "wide", cell: ({ api }) => apiName(api) },
      { head: "Consumer", kind: "widest", cell: ({ email }) => email },
      { head: "Created", kind: "mid", cell: ({ created_at }) => time(created_at, now) },
    ],
  })

/** What people call it: the merchant's reference, else Klarna's, else its id. */
function name({ order_id, klarna_reference, merchant_reference1 }: OrderRow): Html {
  const first = merchant_reference1 ?? klarna_reference ?? order_id.slice(0, 8)
  const second = merchant_reference1 === null ? undefined : klarna_reference
  return html`<a class="row" href="${toOrder(order_id)}">${first}</a
    >${second && html` <small class="second">${second}</small>`}`
}
