import { execFileSync } from "node:child_process"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { chromium, devices, type Browser, type BrowserContextOptions } from "playwright-core"

/** Nothing is fetched but the demo: no updates, no component lists, no account services. */
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--no-first-run",
]

const { userAgent, deviceScaleFactor, isMobile, hasTouch, viewport } = devices["iPhone 13"]!

/** Room for all of the page: the phone's browser bars are not there in a test. */
export const PHONE: BrowserContextOptions = {
  ...{ userAgent, deviceScaleFactor, isMobile, hasTouch },
  viewport: { width: viewport.width, height: 844 },
  locale: "en-GB",
}
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1360, height: 900 }, locale: "en-US" }

/** Admin scrolls inside itself: a window this tall shows an order whole. */
export const TALL_DESKTOP: BrowserContextOptions = {
  viewport: { width: 1360, height: 1320 },
  locale: "en-US",
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS })

/** The test runner names it, and installs it when there is none; without it we look where it looks. */
function chromiumPath(): string {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const finder = pathToFileURL(path.resolve(__dirname, "../../../scripts/lib/chromium.mjs")).href
  const script = `import { findChromium } from "${finder}"; process.stdout.write(findChromium() ?? "")`
  const found = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })
  if (!found) throw new Error("No Chromium: `npm test -- --project browser` installs one")
  return found
}
