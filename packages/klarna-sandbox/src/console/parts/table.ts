import { html, type Html } from "../../pages/html"

export type Column<Row> = {
  head: string
  cell(row: Row): unknown
  /** `money` stands right; `wide` and `widest` are left out where there is no room. */
  kind?: string
}

type Table<Row> = {
  /** For those who do not see it. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Tells a row apart from its neighbours when the page is brought up to date. */
  id(row: Row): string | number
  empty: Html | string
}

export function table<Row>({ label, columns, rows, id, empty }: Table<Row>): Html {
  if (rows.length === 0) return html`<div class="empty">${empty}</div>`
  return html`<div class="table">
    <table aria-label="${label}">
      <thead>
        <tr>
          ${columns.map(({ head, kind }) => html`<th scope="col" class="${kind}">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr id="row-${id(row)}">
              ${columns.map(({ cell, kind }) => html`<td class="${kind}">${cell(row)}</td>`)}
            </tr>`
        )}
      </tbody>
    </table>
  </div>`
}
