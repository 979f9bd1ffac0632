import type { Page } from "playwright-core"
import type { DemoAddresses } from "./running-demo"

export type Shopper = ReturnType<typeof createShopper>

/** What a person does in the storefront and on Klarna's page. Every step ends when the page shows its result. */
export function createShopper(page: Page, { storefront }: DemoAddresses) {
  const part = (testId: string) => page.getByTestId(testId)
  const problems: string[] = []
  page.on("pageerror", (error) => problems.push(error.message))

  const untilPayable = () => page.locator('[data-testid="pay-with-klarna"]:enabled').waitFor()

  return {
    page,
    /** Errors that the storefront's or Klarna's own scripts threw. */
    problems,

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
    async giveDemoAddress() {
      await part("fill-demo-address").click()
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
