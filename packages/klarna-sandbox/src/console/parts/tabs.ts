import { html, type Html } from "../../pages/html"

/** Links between lists of one page. @param chosen index of the one that is shown */
export const tabs = (list: readonly (readonly [name: string, address: string])[], chosen: number): Html =>
  html`<nav class="tabs" aria-label="Lists">
    ${list.map(
      ([name, address], index) =>
        html`<a href="${address}" ${index === chosen && html`aria-current="page"`}>${name}</a>`
    )}
  </nav>`
