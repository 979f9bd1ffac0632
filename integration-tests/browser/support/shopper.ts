import type { Page } from "playwright-core"
import { listenForConsoleErrors } from "./listen-for-console-errors"
import type { DemoAddresses } from "./running-demo"

export const KLARNA_PAYMENTS = "pp_klarna-payments_klarna"

export type Shopper = ReturnType<typeof createShopper>

/** What a person does in the storefront and on Klarna's page. Every step ends when the page shows its result. */
export function createShopper(page: Page, { storefront }: DemoAddresses) {
  const part = (testId: string) => page.getByTestId(testId)
  const problems: string[] = []
  page.on("pageerror", (error) => problems.push(error.message))
  const consoleErrors = listenForConsoleErrors(page)

  const untilPayable = () =>
    page.locator('[data-testid="pay-with-klarna"]:enabled:not([aria-disabled="true"])').waitFor()

  /** What Klarna's window asks, in the sandbox. */
  const flow = page.locator('[data-klarna-sandbox="flow"]')

  return {
    page,
    /** Errors that the storefront's or Klarna's own scripts threw. */
    problems,
    /** Errors that they wrote to the console. */
    consoleErrors,

    async visit(countryCode: string) {
      await page.goto(storefront)
      await part("country-select").selectOption(countryCode)
      await part("product-card").first().waitFor()
    },

    async addToCart(productTitle: string, variantTitle: string) {
      await part("product-card").filter({ hasText: productTitle }).click()
      await page.getByLabel(variantTitle, { exact: true }).check()
      await part("add-to-cart").click()
      await page.getByText(`${productTitle} is in your cart.`).waitFor()
    },

    async goToCheckout() {
      await part("cart-link").click()
      await part("go-to-checkout").click()
      await page.waitForURL("**/checkout")
    },

    /** Who and where, with the address that the shop offers for trying out. */
    async giveDemoAddress(changes: Record<string, string> = {}) {
      await part("fill-demo-address").click()
      for (const [name, value] of Object.entries(changes)) await page.locator(`[name=${name}]`).fill(value)
      await part("save-address").click()
      await part("shipping-option").first().waitFor()
    },

    async chooseDelivery(name: string) {
      await part("shipping-option").filter({ hasText: name }).click()
      await untilPayable()
    },

    /** @returns the address of Klarna's page */
    async goToKlarna(button: "pay-with-klarna" | "continue-to-klarna") {
      await part(button).click()
      await page.waitForURL("**/hpp/payments/*")
      return page.url()
    },

    /** A lamp in the cart, and everything given but how to pay. */
    async comeToPayment(countryCode: string, changes: Record<string, string> = {}) {
      await this.visit(countryCode)
      await this.addToCart("Skymning table lamp", "Forest")
      await this.goToCheckout()
      await this.giveDemoAddress(changes)
      await this.chooseDelivery("Home delivery")
    },

    cartId: () => page.evaluate<string>('localStorage.getItem("lykta.cart_id")'),

    async choosePayment(providerId: string) {
      await page.locator(`input[name=provider][value=${providerId}]`).check()
      await untilPayable()
    },

    /** The same, with Klarna's widget on the page. */
    async comeToWidget(countryCode: string, changes: Record<string, string> = {}) {
      await this.comeToPayment(countryCode, changes)
      await this.choosePayment(KLARNA_PAYMENTS)
      await page.locator('[data-klarna-sandbox="form"]').waitFor()
    },

    chooseCategory: async (identifier: string) => {
      await page.locator(`input[name=klarna-category][value=${identifier}]`).check()
      await untilPayable()
    },

    /** The ways to pay that are on the page, by Klarna's names of them. */
    categories: () =>
      page
        .locator("input[name=klarna-category]")
        .evaluateAll((inputs) => inputs.map((input) => input.getAttribute("value"))),

    /** The button, and what is then pressed in Klarna's window. */
    async payInWidget(answer: "approve" | "decline" | "close") {
      await untilPayable()
      await part("pay-with-klarna").click()
      await flow.locator(`[data-result=${answer}]`).click()
    },

    /** The button, where Klarna opens no window. */
    async payWithoutWindow() {
      await untilPayable()
      await part("pay-with-klarna").click()
    },

    untilPayable,
    flow,

    /** What the page says about the last press of the button. */
    said: (words: RegExp) => part("klarna-said").filter({ hasText: words }).waitFor(),
    problem: (words: RegExp) => page.getByRole("alert").filter({ hasText: words }).waitFor(),

    total: () => part("cart-total").first().innerText(),

    /** Back in the checkout, with words about what happened. */
    async messageInCheckout() {
      await part("klarna-message").waitFor()
      await part("shipping-option").first().waitFor()
      await untilPayable()
      return {
        outcome: await part("klarna-message").getAttribute("data-outcome"),
        title: await part("klarna-message").getByRole("heading").innerText(),
      }
    },

    async readConfirmation() {
      await page.waitForURL("**/order/*/confirmed?session=*")
      await part("klarna-reference").waitFor()
      return {
        orderNumber: await part("order-number").innerText(),
        klarnaReference: await part("klarna-reference").innerText(),
      }
    },
  }
}
