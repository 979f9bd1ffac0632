import type { Page } from "playwright-core"
import { listenForConsoleErrors } from "./listen-for-console-errors"
import type { DemoAddresses } from "./running-demo"

/** Admin is built when its first page is asked for. */
const FIRST_PAGE_WITHIN_MS = 300_000

/** What staff do in Medusa Admin. */
export function createStaff(page: Page, { url, email, password }: DemoAddresses["admin"]) {
  const consoleErrors = listenForConsoleErrors(page)

  /** The line at the top of a section of the order page: its heading and its badges. */
  const headOf = (title: string) =>
    page.getByRole("heading", { name: title, exact: true }).locator("xpath=..")

  return {
    page,
    /** Errors that Admin's scripts, ours among them, wrote to the console. */
    consoleErrors,

    section: (title: string) => headOf(title).locator("xpath=.."),

    /** Waits until a section's badge says this. */
    reads: (title: string, badge: string) => headOf(title).getByText(badge, { exact: true }).waitFor(),

    async logIn() {
      await page.goto(`${url}/login`, { timeout: FIRST_PAGE_WITHIN_MS })
      await page.locator('input[name="email"]').fill(email)
      await page.locator('input[name="password"]').fill(password)
      await page.getByRole("button", { name: "Continue with Email" }).click()
      await page.waitForURL("**/orders")
    },

    async openOrder(number: string) {
      await page
        .getByRole("link", { name: `#${number}`, exact: true })
        .first()
        .click()
      await page.getByRole("heading", { name: `#${number}` }).waitFor()
    },

    /** Medusa's own button. */
    async capturePayment() {
      await page.getByRole("button", { name: "Capture payment" }).click()
      await page.getByRole("button", { name: "Confirm" }).click()
      await page.getByText("successfully captured").waitFor()
    },
  }
}
