import { html, type Html } from "../../pages/html"
import type { PartRow } from "../queries/find-parts"
import { toOrder, toPartOfOrder } from "./links"
import { money } from "./money"
import { table } from "./table"
import { time } from "./time"

type Kind = { name: "Capture" | "Refund"; now: number; empty: Html | string }

/** Captures or refunds of all orders. */
export const partTable = (rows: readonly PartRow[], { name, now, empty }: Kind): Html =>
  table<PartRow>({
    label: `${name}s`,
    rows,
    id: ({ id }) => id,
    empty,
    columns: [
      {
        head: name,
        cell: ({ order_id, id, number, klarna_reference }) =>
          html`<a class="row" href="${toPartOfOrder(order_id, id)}"
            >${name === "Capture" ? `${klarna_reference}-${number}` : `${klarna_reference} #${number}`}</a
          >`,
      },
      { head: "Amount", kind: "money", cell: ({ amount, currency }) => money(amount, currency) },
      ...(name === "Capture"
        ? [
            {
              head: "Refunded",
              kind: "money wide",
              cell: ({ refunded_amount, currency }: PartRow) =>
                refunded_amount > 0 && money(refunded_amount, currency),
            },
          ]
        : []),
      { head: "Reference", kind: "wide", cell: ({ reference }) => reference },
      {
        head: "Order",
        kind: "widest",
        cell: ({ order_id }) => html`<a href="${toOrder(order_id)}"><code>${order_id}</code></a>`,
      },
      { head: "At", kind: "mid", cell: ({ at }) => time(at, now) },
    ],
  })
