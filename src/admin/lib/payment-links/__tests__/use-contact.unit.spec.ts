import { isPlausible, methodsFor } from "../use-contact"

jest.mock("../../sdk", () => ({ sdk: {} }))

describe("the ways to send a link", () => {
  it.each([
    [[], ["email", "sms", "token"]],
    [["feed"], ["email", "sms", "token"]],
    [
      ["feed", "email"],
      ["email", "sms", "notification", "token"],
    ],
    [["sms"], ["email", "sms", "own_sms", "token"]],
  ])("offered the shop's own message without a provider for it: with %j", (channels, methods) => {
    expect(methodsFor(channels)).toEqual(methods)
  })

  it("checks the number that the shop's own text message goes to", () => {
    const to = (phone: string) => isPlausible({ method: "notification", phone, phone_country: "SE" })
    expect([to("+46 70 123 45 67"), to("astrid@example.com")]).toEqual([true, false])
  })
})
