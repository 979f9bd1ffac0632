import path from "node:path"
import type { Page } from "playwright-core"

const folder = path.resolve(__dirname, "../../../.data/screenshots")

/** For people to look at: nothing is compared with them. */
export const takeScreenshot = (page: Page, name: string, { fullPage = false } = {}) =>
  page.screenshot({ path: path.join(folder, `${name}.png`), fullPage, animations: "disabled" })
