import { execFileSync } from "node:child_process"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { chromium, type Browser } from "playwright-core"

/** Where a Chromium is, as the test runner finds it; empty when there is none. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? findChromium()

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
  })

function findChromium(): string {
  const finder = pathToFileURL(path.resolve(__dirname, "../../../../../scripts/lib/chromium.mjs")).href
  const script = `import { findChromium } from "${finder}"; process.stdout.write(findChromium() ?? "")`
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })
}
