import { html, type Html } from "../../pages/html"
import { toSearch } from "./links"

const ID = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i

/** A path of a list: the beginning of an id is enough to tell it from others. */
export const shortIds = (text: string): string =>
  text.replace(new RegExp(ID, "gi"), (id) => `${id.slice(0, 8)}…`)

/** The same, with its lines broken between its parts. */
export const shortPath = (path: string): Html =>
  html`${shortIds(path)
    .split("/")
    .map((part, index) => html`${index > 0 && html`/<wbr />`}${part}`)}`

/** Text whose ids lead to what they name. */
export const linkedIds = (text: string): Html =>
  html`${text.split(ID).map((part, index) => (index % 2 === 1 ? html`<a href="${toSearch(part)}">${part}</a>` : part))}`
