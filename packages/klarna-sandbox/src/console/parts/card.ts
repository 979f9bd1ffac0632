import { html, type Html } from "../../pages/html"

type Card = {
  title: string
  /** Beside the title. */
  note?: Html | string | false | undefined
  body: Html | readonly (Html | false | undefined)[]
  id?: string
}

export const card = ({ title, note, body, id }: Card): Html =>
  html`<section class="card" ${id !== undefined && html`id="${id}"`}>
    <div class="head">
      <h2>${title}</h2>
      ${note && html`<span class="note">${note}</span>`}
    </div>
    ${body}
  </section>`

export type Fact = readonly [term: string, value: unknown]

/** What has no value is left out. */
export const facts = (list: readonly Fact[]): Html =>
  html`<dl class="facts">
    ${list
      .filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false)
      .map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`
      )}
  </dl>`

/** An id in full, with a button that copies it. */
export const copyable = (text: string): Html =>
  html`<span class="copy"
    ><code>${text}</code
    ><button type="button" class="small" data-copy="${text}" aria-label="Copy ${text}">Copy</button></span
  >`
