import { html, type Html } from "../../pages/html"
import { toCustomerToken } from "../parts/links"
import { listPage } from "../parts/list-page"
import { state } from "../parts/state"
import { table } from "../parts/table"
import { time } from "../parts/time"
import { findCustomerTokens, type CustomerTokenRow } from "../queries/find-customer-tokens"

const empty = html`<p>
  No customer tokens yet. A KP session with <code>"intent": "tokenize"</code> or
  <code>"buy_and_tokenize"</code>, once authorized, gives one by
  <code>POST /payments/v1/authorizations/:authorization_token/customer-token</code>; a KCO order with
  <code>"recurring": true</code> gives one when it is paid.
</p>`

/** GET /customer-tokens */
export const customerTokensPage = listPage({
  title: "Customer tokens",
  find: findCustomerTokens,
  view: tokenTable,
})

function tokenTable(rows: readonly CustomerTokenRow[], now: number): Html {
  return table<CustomerTokenRow>({
    label: "Customer tokens",
    rows,
    id: ({ token_id }) => token_id,
    empty,
    columns: [
      {
        head: "Token",
        cell: ({ token_id: id }) =>
          html`<a class="row" href="${toCustomerToken(id)}"><code>${id.slice(0, 8)}</code></a>`,
      },
      {
        head: "State",
        kind: "states",
        cell: ({ status, refuses_with }) =>
          html`${state(status)} ${refuses_with !== null && state(refuses_with)}`,
      },
      { head: "Way to pay", cell: ({ method }) => method },
      {
        head: "Country",
        kind: "wide",
        cell: ({ purchase_country, purchase_currency }) => `${purchase_country} · ${purchase_currency}`,
      },
      { head: "Consumer", kind: "widest", cell: ({ email }) => email },
      { head: "Created", kind: "mid", cell: ({ created_at }) => time(created_at, now) },
    ],
  })
}
