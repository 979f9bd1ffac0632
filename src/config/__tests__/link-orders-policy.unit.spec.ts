import { parseOptions } from "../klarna-config"
import { linkOrdersPolicy } from "../link-orders-policy"
import { salesChannelRule } from "../sales-channel-rule"
import { shopOptions } from "./shop-options"

const configOf = (changes: Record<string, unknown>) => parseOptions(shopOptions(changes))
const phone = { id: "sc_1", name: "Phone" }

describe("when a link's draft becomes an order", () => {
  it("is when it is paid, unless the shop says otherwise", () => {
    expect(linkOrdersPolicy(configOf({}), phone)).toBe("when_paid")
    expect(linkOrdersPolicy(configOf({ policies: { linkOrders: "at_once" } }), phone)).toBe("at_once")
  })

  it.each(["sc_1", "Phone"])("may be said for the sales channel %s alone", (salesChannel) => {
    const config = configOf({ salesChannels: [{ salesChannel, linkOrders: "at_once" }] })
    expect(linkOrdersPolicy(config, phone)).toBe("at_once")
    expect(linkOrdersPolicy(config, { id: "sc_2", name: "Web" })).toBe("when_paid")
    expect(linkOrdersPolicy(config, undefined)).toBe("when_paid")
  })

  it("is found beside another rule for the same sales channel", () => {
    const config = configOf({
      salesChannels: [
        { salesChannel: "Phone", channel: "in_store" },
        { salesChannel: "sc_1", linkOrders: "at_once" },
      ],
    })
    expect(salesChannelRule(config, phone)).toEqual({ channel: "in_store", linkOrders: "at_once" })
  })

  it.each([
    [
      { salesChannels: [{ salesChannel: "Phone" }] },
      "salesChannels.0: must say what holds there: channel or linkOrders",
    ],
    [{ policies: { linkOrders: "never" } }, "policies.linkOrders"],
    [{ replacedSubscribers: ["klarna-order-placed"] }, "replacedSubscribers.0"],
  ])("refuses %j by name", (changes, problem) => {
    expect(() => configOf(changes)).toThrow(problem)
  })
})
