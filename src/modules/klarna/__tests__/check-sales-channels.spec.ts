import { asValue } from "@medusajs/framework/awilix"
import { ContainerRegistrationKeys, createMedusaContainer } from "@medusajs/framework/utils"
import { shopOptions } from "../../../config/__tests__/shop-options"
import checkSalesChannels from "../loaders/check-sales-channels"
import { withLedger } from "./support"

withLedger("channels", ({ connection }) => {
  const boot = (options: Record<string, unknown>) => {
    const container = createMedusaContainer()
    container.register(ContainerRegistrationKeys.PG_CONNECTION, asValue(connection()))
    return checkSalesChannels({ container, options: { ...shopOptions(), ...options } } as never)
  }
  const rule = (salesChannel: string) => ({
    klarnaPayments: { rules: [{ country: "DE" }, { salesChannel, presentation: "widget" }] },
  })

  /** The part of core's tables that counts. */
  async function shopHas(channels: [id: string, name: string, deleted?: boolean][], regions = 1) {
    await connection().schema.createTable("sales_channel", (table) => {
      table.text("id")
      table.text("name")
      table.timestamp("deleted_at")
    })
    await connection().schema.createTable("region", (table) => {
      table.text("id")
      table.timestamp("deleted_at")
    })
    for (const [id, name, deleted] of channels) {
      await connection()("sales_channel").insert({ id, name, deleted_at: deleted ? new Date() : null })
    }
    for (let number = 0; number < regions; number += 1)
      await connection()("region").insert({ id: `reg_${number}` })
  }

  describe("a sales channel that an option names", () => {
    it.each(["Storefront", "sc_1"])("is found as %s, by name or id", async (named) => {
      await shopHas([["sc_1", "Storefront"]])
      await expect(
        boot({ ...rule(named), salesChannels: [{ salesChannel: named, channel: "in_store" }] })
      ).resolves.toBeUndefined()
    })

    it("and that the shop does not have stops the boot, which names it and where it stands", async () => {
      await shopHas([
        ["sc_1", "Storefront"],
        ["sc_2", "Kiosk", true],
      ])
      await expect(
        boot({
          ...rule("Storefrnt"),
          salesChannels: [
            { salesChannel: "Storefront", channel: "in_store" },
            { salesChannel: "Kiosk", channel: "in_store" },
          ],
        })
      ).rejects.toThrow(
        "Invalid options of medusa-plugin-klarna:\n" +
          '  klarnaPayments.rules.1.salesChannel: no sales channel "Storefrnt"\n' +
          '  salesChannels.1.salesChannel: no sales channel "Kiosk"\n' +
          '  This shop has: "Storefront"'
      )
    })

    it("does not stop the migrations of an empty database", async () => {
      await expect(boot(rule("Storefront"))).resolves.toBeUndefined()
    })

    it("does not stop the seed of a shop that has no region yet", async () => {
      await shopHas([["sc_0", "Default Sales Channel"]], 0)
      await expect(boot(rule("Storefront"))).resolves.toBeUndefined()
    })
  })
})
