import { readFileSync } from "node:fs"
import path from "node:path"
import type { Browser, Page } from "playwright-core"
import ts from "typescript"
import { openBrowser } from "./support/open-browser"

jest.setTimeout(240_000)

const source = path.resolve(__dirname, "../../packages/storefront/src/klarna-widget.ts")
const KLARNA = "https://x.klarnacdn.net/kp/lib/v1/api.js"

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
})
beforeEach(async () => {
  page = await browser.newPage()
})
afterEach(() => page.close())
afterAll(() => browser?.close())

/** The file that other storefronts copy, alone on a page. */
async function openWithFunctions() {
  const { outputText } = ts.transpileModule(readFileSync(source, "utf8"), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  await page.addScriptTag({ type: "module", content: `${outputText}\nwindow.start = startKlarnaWidget` })
  await page.waitForFunction("window.start")
}

/** Klarna's script as far as a case needs it; `answer` is what its calls hand to the callback. */
const serveScript = (body: string) =>
  page.route(KLARNA, (route) => route.fulfill({ contentType: "text/javascript", body }))

const answering = (answer: unknown, thrown?: string) => `
  const call = (options, ...rest) => {
    rest.at(-1)(${JSON.stringify(answer)})
    ${thrown ? `throw Object.assign(new Error("no"), { name: "${thrown}" })` : ""}
  }
  window.Klarna = { Payments: { init() {}, load: call, authorize: call, reauthorize: call, finalize: call } }
  window.klarnaAsyncCallback()
`

const authorize = () =>
  page.evaluate(`window.start("token").then((widget) => widget.authorize("pay_later", {}))`)

describe("what Klarna's widget answers", () => {
  it.each([
    [
      { approved: true, show_form: true, authorization_token: "t" },
      { outcome: "approved", authorizationToken: "t" },
    ],
    [{ approved: true, show_form: true, finalize_required: true }, { outcome: "finalize_required" }],
    [
      { approved: false, show_form: true, error: { invalid_fields: ["billing_address.email"] } },
      { outcome: "invalid_fields", fields: ["billing_address.email"] },
    ],
    [{ approved: false, show_form: true }, { outcome: "closed" }],
    [{ approved: false, show_form: false }, { outcome: "refused" }],
    // Good for nothing without its token.
    [{ approved: true, show_form: true }, { outcome: "closed" }],
    // What `reauthorize` answers, where `show_form` is on its way out.
    [{ approved: false }, { outcome: "refused" }],
  ])("%j becomes an outcome", async (answer, outcome) => {
    await serveScript(answering(answer))
    await openWithFunctions()
    expect(await authorize()).toEqual(outcome)
  })

  it("says whether a category is offered", async () => {
    await serveScript(answering({ show_form: false }))
    await openWithFunctions()
    expect(await page.evaluate(`window.start("token").then((widget) => widget.load("a", "#b"))`)).toBe(false)
  })

  it("rejects with what Klarna throws, although its callback was called first", async () => {
    await serveScript(answering({ approved: false, show_form: false }, "ApplicationNotLoadedError"))
    await openWithFunctions()
    await expect(authorize()).rejects.toThrow(/ApplicationNotLoadedError/)
  })
})

describe("Klarna's script", () => {
  it("is loaded once, however many ask for it, and whoever else waits for it is told", async () => {
    const asked: string[] = []
    page.on("request", (request) => request.url() === KLARNA && asked.push(request.url()))
    await serveScript(answering({ approved: false, show_form: true }))
    await openWithFunctions()
    await page.evaluate("window.klarnaAsyncCallback = () => (window.told = true)")
    await page.evaluate(`Promise.all([window.start("a"), window.start("b")])`)
    expect(await authorize()).toEqual({ outcome: "closed" })
    expect(asked).toHaveLength(1)
    expect(await page.evaluate("window.told")).toBe(true)
  })

  it("is not loaded again where the page has it already", async () => {
    await page.addScriptTag({
      content: `window.klarnaAsyncCallback = () => {};${answering({ approved: false, show_form: true })}`,
    })
    await openWithFunctions()
    expect(await authorize()).toEqual({ outcome: "closed" })
  })

  it("that was kept out is named as such, and can be asked for again", async () => {
    await page.route(KLARNA, (route) => route.abort("blockedbyclient"))
    await openWithFunctions()
    await expect(authorize()).rejects.toThrow(/KlarnaScriptError.*could not be loaded/)
    await page.unroute(KLARNA)
    await serveScript(answering({ approved: false, show_form: true }))
    expect(await authorize()).toEqual({ outcome: "closed" })
  })

  it("that does not come in time is given up", async () => {
    await page.clock.install()
    await page.route(KLARNA, () => undefined) // never answered
    await openWithFunctions()
    const given = authorize()
    given.catch(() => undefined) // looked at below
    await page.waitForSelector(`script[src="${KLARNA}"]`, { state: "attached" })
    await page.clock.fastForward(21_000)
    await expect(given).rejects.toThrow(/KlarnaScriptError.*did not come in time/)
  })
})
