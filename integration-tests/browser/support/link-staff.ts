import type { Page } from "playwright-core"

/** What an agent does on the payment link pages of Medusa Admin, and reads there. */
export function createLinkStaff(page: Page, adminUrl: string) {
  const links = `${adminUrl}/klarna/payment-links`
  const state = (name: string) => page.locator(`[role=status] [data-state="${name}"]`)
  const happened = (kind: string, what: string) =>
    page.locator(`li[data-kind="${kind}"][data-what="${what}"]`)
  const order = page.locator("[data-part=payment-links]")
  const field = (label: string) => page.getByLabel(label, { exact: true })

  return {
    page,
    links,
    field,

    async open(linkId: string) {
      await page.goto(`${links}/${linkId}`)
      await page.getByRole("heading", { name: "What happened" }).waitFor()
    },

    /** An order's own page in Admin, at its links. */
    async openOrder(orderId: string) {
      await page.goto(`${adminUrl}/orders/${orderId}`)
      await order.waitFor()
    },
    order,

    /** Waits until the page says so, by itself. */
    sees: (name: string) => state(name).waitFor(),
    happened: (kind: string, what: string) => happened(kind, what).first().waitFor(),

    async type(label: string, text: string) {
      await field(label).fill(text)
    },

    /** Searches with the keyboard and takes the first that has this in it. */
    async pick(label: string, text: string, found: RegExp) {
      await field(label).fill(text)
      await page.getByRole("option", { name: found }).first().waitFor()
      await field(label).press("Enter")
    },

    async choose(label: string, option: RegExp) {
      await field(label).click()
      await page.getByRole("option", { name: option }).click()
    },

    async fillIn(address: Record<string, string>) {
      for (const [label, text] of Object.entries(address)) await field(label).fill(text)
      await page.keyboard.press("Tab")
    },

    total: () => page.locator("[data-part=total]").innerText(),

    send: () => page.getByRole("button", { name: /^Send( again)?$/ }),

    /** Presses send. @returns the answer's status */
    async refused(): Promise<number> {
      const answered = page.waitForResponse((answer) => answer.url().endsWith("/distribute"))
      await page.getByRole("button", { name: /^Send( again)?$/ }).click()
      return (await answered).status()
    },

    async disable(reason: string) {
      await page.getByRole("button", { name: "Disable link" }).click()
      await field("Reason (optional)").fill(reason)
      await page.getByRole("alertdialog").getByRole("button", { name: "Disable link" }).click()
    },

    async readFromKlarna() {
      await page.getByRole("button", { name: "More actions" }).click()
      await page.getByRole("menuitem", { name: "Read from Klarna" }).click()
    },

    /** The one link of the address that a button led to. */
    linkId: () => /payment-links\/(klpage_\w+)/.exec(page.url())?.[1] ?? "",
  }
}
