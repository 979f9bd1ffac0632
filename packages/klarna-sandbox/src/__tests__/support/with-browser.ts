import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core"
import { chromiumPath, openBrowser } from "./browser"

export const PHONE = { viewport: { width: 390, height: 844 } }
export const DESKTOP = { viewport: { width: 1280, height: 800 } }

/** Where there is no Chromium, there is nothing to look with. */
export const inBrowser = chromiumPath ? describe : describe.skip

const WITHIN_MS = 90_000

/**
 * One Chromium for the file, and one person after another: each page that is opened has a context of its own.
 * A test fails for what a page's script throws, and for a page that is wider than its window.
 *
 * @returns opens an address
 */
export function withBrowser() {
  let browser: Browser | undefined
  let contexts: BrowserContext[] = []
  let mistakes: string[] = []

  beforeAll(async () => {
    if (chromiumPath) browser = await openBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    const pages = contexts.flatMap((context) => context.pages())
    for (const page of pages) mistakes.push(...(await overflowOf(page)))
    await Promise.all(contexts.map((context) => context.close()))
    const found = mistakes
    contexts = []
    mistakes = []
    expect(found).toEqual([])
  })

  return async (url: string, options: BrowserContextOptions = PHONE): Promise<Page> => {
    if (!browser) throw new Error("There is no Chromium")
    const context = await browser.newContext(options)
    contexts.push(context)
    context.setDefaultTimeout(WITHIN_MS)
    const page = await context.newPage()
    page.on("pageerror", (error) => mistakes.push(String(error)))
    await page.goto(url)
    return page
  }
}

async function overflowOf(page: Page): Promise<string[]> {
  const width = await page.evaluate("document.documentElement.scrollWidth - innerWidth").catch(() => 0)
  return Number(width) > 0 ? [`${page.url()} is ${width} px wider than its window`] : []
}

/** Presses a button of the sandbox's strip, or the page's own way out. */
export const press = (page: Page, action: string, where = ".strip") =>
  page.click(`${where} button[name=action][value=${action}]`)
