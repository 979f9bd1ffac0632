import type { Browser, BrowserContextOptions } from "playwright-core"
import { sandboxControl, type SandboxControl } from "../../support/sandbox-control"
import { openBrowser, TALL_DESKTOP } from "./open-browser"
import { startDemo, type RunningDemo } from "./running-demo"
import { createShopper } from "./shopper"
import { createStaff } from "./staff"

export const STEP_WITHIN_MS = 90_000

/** The demo, a browser and the people in it, for one spec file. */
export function demoInBrowser(dataDir: string) {
  let running: RunningDemo
  let browser: Browser
  let klarna: SandboxControl

  beforeAll(async () => {
    ;[running, browser] = await Promise.all([startDemo(dataDir), openBrowser()])
    klarna = sandboxControl(running.sandbox)
  })

  afterAll(async () => {
    await browser?.close()
    await running?.stop()
  })

  async function openPage(options: BrowserContextOptions) {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(STEP_WITHIN_MS)
    return context.newPage()
  }

  return {
    get addresses() {
      return running
    },
    get klarna() {
      return klarna
    },
    openPage,
    newShopper: async (options: BrowserContextOptions) => createShopper(await openPage(options), running),
    async logInStaff() {
      const staff = createStaff(await openPage(TALL_DESKTOP), running.admin)
      await staff.logIn()
      return staff
    },
  }
}

export type DemoInBrowser = ReturnType<typeof demoInBrowser>
