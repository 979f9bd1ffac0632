import { ContainerRegistrationKeys, createMedusaContainer } from "@medusajs/framework/utils"
import { asValue } from "@medusajs/framework/awilix"
import { withKlarna } from "../../../config/with-klarna"
import { shopOptions } from "../../../config/__tests__/shop-options"
import checkSetup from "../loaders/check-setup"

const boot = (modules: Record<string, unknown> | undefined, options: unknown = shopOptions()) => {
  const container = createMedusaContainer()
  if (modules) container.register(ContainerRegistrationKeys.CONFIG_MODULE, asValue({ modules }))
  return checkSetup({ container, options } as never)
}

const payment = (dependencies?: string[]) => ({ payment: { resolve: "x", dependencies } })

describe("starting a shop", () => {
  it.each([
    ["both", undefined, '["query","klarna"]'],
    ["the ledger", ["query"], '["klarna"]'],
    ["query", ["klarna", "cart"], '["query"]'],
  ])(
    "stops when the Payment Module lacks %s, and names the line to add",
    async (_, dependencies, missing) => {
      await expect(boot(payment(dependencies))).rejects.toThrow(
        `medusa-plugin-klarna: the Payment Module lacks dependencies ${missing}. ` +
          "Wrap your configuration: module.exports = withKlarna(defineConfig({ ... }), { ... })"
      )
    }
  )

  it("stops when the Payment Module does not list a provider that is on", async () => {
    await expect(boot(payment(["query", "klarna"]))).rejects.toThrow(
      "does not list the provider klarna-checkout"
    )
  })

  it("goes on with what withKlarna made", async () => {
    const { modules } = withKlarna({ modules: payment() }, shopOptions())
    await expect(boot(modules)).resolves.toBeUndefined()
  })

  it("stops at bad options, by name", async () => {
    const { accounts: _, ...options } = shopOptions()
    await expect(boot(payment(["query", "klarna"]), options)).rejects.toThrow(/^.*\n {2}accounts: /)
  })

  it.each([
    ["no configuration", undefined],
    ["no Payment Module", {}],
    ["a Payment Module that is switched off", { payment: false }],
  ])("is not our business with %s", async (_, modules) => {
    await expect(boot(modules)).resolves.toBeUndefined()
  })
})
