import { readFileSync } from "node:fs"
import path from "node:path"
import type { Page } from "playwright-core"
import type { DemoAddresses } from "./running-demo"

const guide = path.resolve(__dirname, "../../../docs/klarna-payments.md")

/**
 * A page that a reader copies from the guide, on the storefront's origin, with what they have to fill in. Klarna's
 * script comes from the sandbox, whatever its address.
 *
 * @param heading of the section whose sample it is
 */
export async function openSample(page: Page, heading: string, demo: DemoAddresses, cartId: string) {
  const section = readFileSync(guide, "utf8")
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`))
  const sample = /```html\n([\s\S]*?)```/.exec(section ?? "")?.[1]
  if (!sample) throw new Error(`The guide has no page under "${heading}"`)
  const filled = [
    ["https://api.shop.example", demo.medusa],
    ["cart_...", cartId],
    ["pk_...", demo.publishable_key],
    // As the storefront's own server serves the file.
    ["./klarna-widget", "/src/klarna-widget.ts"],
  ].reduce((text, [from = "", to = ""]) => text.replaceAll(from, to), sample)
  await page.route("https://x.klarnacdn.net/kp/lib/v1/api.js", async (route) => {
    const script = await fetch(`${demo.sandbox}/lib/v1/api.js`)
    await route.fulfill({ contentType: "text/javascript", body: await script.text() })
  })
  // In place of a page that the storefront's server sent: the browser asks leave for one that came from nowhere.
  await page.goto(`${demo.storefront}/terms`)
  await page.setContent(filled)
}
