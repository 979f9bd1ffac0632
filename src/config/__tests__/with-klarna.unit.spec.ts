import { defineConfig } from "@medusajs/framework/utils"
import { withKlarna } from "../with-klarna"
import { shopOptions } from "./shop-options"

type Payment = {
  resolve: string
  dependencies: string[]
  options: { providers: { resolve: string; id: string }[]; webhook_delay?: number }
}

const stripe = { resolve: "@medusajs/medusa/payment-stripe", id: "stripe", options: { apiKey: "sk_1" } }

/** What `defineConfig` makes of a shop that takes payments with Stripe already. */
const shop = () =>
  defineConfig({
    projectConfig: {
      http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "s", cookieSecret: "s" },
    },
    plugins: [{ resolve: "medusa-plugin-wishlist", options: {} }],
    modules: [
      {
        resolve: "@medusajs/medusa/payment",
        dependencies: ["cart"],
        options: { webhook_delay: 1, providers: [stripe] },
      },
    ],
  })

const paymentOf = (config: { modules?: object }) =>
  (config.modules as Record<string, unknown>).payment as Payment

describe("adding Klarna to a shop", () => {
  it("keeps the shop's other payment providers, and everything else of its Payment Module", () => {
    const payment = paymentOf(withKlarna(shop(), shopOptions()))
    expect(payment.resolve).toBe("@medusajs/medusa/payment")
    expect(payment.options.webhook_delay).toBe(1)
    expect(payment.options.providers).toEqual([
      stripe,
      { resolve: "medusa-plugin-klarna/providers/klarna-checkout", id: "klarna" },
    ])
  })

  it("lets providers see carts and the ledger, beside what the shop lets them see", () => {
    expect(paymentOf(withKlarna(shop(), shopOptions())).dependencies).toEqual(["cart", "query", "klarna"])
    const { dependencies } = paymentOf(withKlarna(withKlarna(shop(), shopOptions()), shopOptions()))
    expect(dependencies).toEqual(["cart", "query", "klarna"])
  })

  it("adds the plugin with the options, after the shop's own plugins", () => {
    const options = shopOptions()
    const { plugins } = withKlarna(shop(), options)
    expect(plugins).toEqual([...(shop().plugins ?? []), { resolve: "medusa-plugin-klarna", options }])
    expect(plugins).toContainEqual({ resolve: "medusa-plugin-wishlist", options: {} })
  })

  it("lists module and provider by path when it runs from source, and no plugin", () => {
    const options = shopOptions()
    const config = withKlarna(shop(), options, { from: "./src" })
    expect(paymentOf(config).options.providers).toEqual([
      stripe,
      { resolve: "./src/providers/klarna-checkout", id: "klarna" },
    ])
    expect((config.modules as Record<string, unknown>).klarna).toEqual({
      resolve: "./src/modules/klarna",
      options,
    })
    expect(config.plugins).toEqual(shop().plugins)
  })

  it("makes a Payment Module entry for a shop that has none", () => {
    expect(paymentOf(withKlarna({} as { modules?: Record<string, unknown> }, shopOptions()))).toEqual({
      resolve: "@medusajs/medusa/payment",
      dependencies: ["query", "klarna"],
      options: { providers: [{ resolve: "medusa-plugin-klarna/providers/klarna-checkout", id: "klarna" }] },
    })
  })

  it("leaves the other modules and what it was given alone", () => {
    const given = shop()
    const before = JSON.stringify(given)
    const { payment: _, ...others } = withKlarna(given, shopOptions()).modules as Record<string, unknown>
    const { payment: __, ...othersBefore } = given.modules as Record<string, unknown>
    expect(others).toEqual(othersBefore)
    expect(JSON.stringify(given)).toBe(before)
  })

  it("refuses bad options where they are written", () => {
    expect(() => withKlarna(shop(), { ...shopOptions(), callbackUrl: "shop" })).toThrow(/callbackUrl/)
  })
})
