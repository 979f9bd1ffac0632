import { parseOptions } from "../klarna-config"
import { paymentsPolicy, type PaymentsPlace } from "../payments-policy"
import { account, API_KEY, shopOptions } from "./shop-options"

const configOf = (klarnaPayments: unknown) =>
  parseOptions(
    shopOptions({
      accounts: [account({ countries: ["SE"] }), account({ id: "german", countries: ["DE"] })],
      klarnaPayments,
    })
  )

const place: PaymentsPlace = {
  account: "main",
  channel: "ecommerce",
  country: "SE",
  salesChannel: { id: "sc_1", name: "Storefront" },
}

/** The problems that a configuration is refused with. */
function problemsOf(klarnaPayments: unknown): string[] {
  try {
    configOf(klarnaPayments)
  } catch (error) {
    const { message } = error as Error
    expect(message).not.toContain(API_KEY)
    return message
      .split("\n")
      .slice(1)
      .map((line) => line.trim())
  }
  throw new Error("The options were accepted")
}

describe("how Klarna Payments is offered", () => {
  const hosted = {
    presentation: "hosted_page",
    placeOrderMode: "PLACE_ORDER",
    autoCapture: false,
    paymentMethodCategories: undefined,
  }

  it.each([true, {}])("is Klarna's page that places the order, when the option says %j", (option) => {
    expect(paymentsPolicy(configOf(option), place)).toEqual(hosted)
  })

  it.each<[string, Record<string, unknown>, Partial<PaymentsPlace>, Partial<PaymentsPlace>]>([
    ["an account", { account: "german" }, { account: "german" }, {}],
    [
      "a sales channel's name",
      { salesChannel: "Storefront" },
      {},
      { salesChannel: { id: "sc_2", name: "Kiosk" } },
    ],
    [
      "a sales channel's id",
      { salesChannel: "sc_1" },
      {},
      { salesChannel: { id: "sc_2", name: "Storefront" } },
    ],
    ["a sales channel", { salesChannel: "Storefront" }, {}, { salesChannel: undefined }],
    ["a channel", { channel: "in_store" }, { channel: "in_store" }, { channel: "telesales" }],
    ["a country in any case", { country: "no" }, { country: "NO" }, {}],
    ["a cart's country in any case", { country: "NO" }, { country: "no" }, {}],
    [
      "all that a rule names together",
      { country: "SE", channel: "in_store", salesChannel: "Storefront" },
      { channel: "in_store" },
      { channel: "in_store", country: "NO" },
    ],
  ])("differs by %s", (_, where, there, elsewhere) => {
    const config = configOf({ rules: [{ ...where, presentation: "widget" }] })
    expect(paymentsPolicy(config, { ...place, ...there }).presentation).toBe("widget")
    expect(paymentsPolicy(config, { ...place, ...elsewhere })).toEqual(hosted)
  })

  it("follows the first rule that fits, and what holds everywhere for what that rule does not say", () => {
    const config = configOf({
      placeOrderMode: "NONE",
      autoCapture: true,
      rules: [
        { country: "DE", presentation: "widget" },
        { country: "SE", channel: "in_store", placeOrderMode: "CAPTURE_ORDER" },
        { country: "SE", autoCapture: false },
      ],
    })
    expect(paymentsPolicy(config, place)).toMatchObject({ placeOrderMode: "NONE", autoCapture: false })
    expect(paymentsPolicy(config, { ...place, channel: "in_store" })).toMatchObject({
      placeOrderMode: "CAPTURE_ORDER",
      autoCapture: true,
    })
    expect(paymentsPolicy(config, { ...place, country: "DE" })).toMatchObject({
      presentation: "widget",
      autoCapture: true,
    })
  })

  it("knows no place in what it gives back", () => {
    const config = configOf({ rules: [{ country: "SE", presentation: "widget" }] })
    expect(Object.keys(paymentsPolicy(config, place)).sort()).toEqual([
      "autoCapture",
      "placeOrderMode",
      "presentation",
    ])
  })
})

describe("a mistake in the options of Klarna Payments is named where it is", () => {
  it.each<[unknown, RegExp]>([
    ["yes", /^klarnaPayments: .*boolean/],
    [
      { placeOrderMode: "PLACE" },
      /^klarnaPayments\.placeOrderMode: .*"NONE"\|"PLACE_ORDER"\|"CAPTURE_ORDER"/,
    ],
    [{ presentation: "iframe" }, /^klarnaPayments\.presentation: .*"hosted_page"\|"widget"/],
    [{ placeOrdrMode: "NONE" }, /^klarnaPayments: .*"placeOrdrMode"/],
    [{ autoCapture: "true" }, /^klarnaPayments\.autoCapture: .*boolean/],
    [{ paymentMethodCategories: [] }, /^klarnaPayments\.paymentMethodCategories: /],
    [
      { paymentMethodCategories: ["pay_later"] },
      /^klarnaPayments\.paymentMethodCategories\.0: .*"PAY_LATER"/,
    ],
    [{ rules: [{ presentation: "widget" }] }, /^klarnaPayments\.rules\.0: must say where it holds/],
    [
      { rules: [{ country: "Sweden" }] },
      /^klarnaPayments\.rules\.0\.country: must be a two-letter country code/,
    ],
    [{ rules: [{ country: "SE", presentaton: "widget" }] }, /^klarnaPayments\.rules\.0: .*"presentaton"/],
    [
      { rules: [{ country: "SE" }, { channel: "kiosk" }] },
      /^klarnaPayments\.rules\.1\.channel: .*"ecommerce"\|"in_store"\|"telesales"/,
    ],
    [{ rules: [{ account: "nobody" }] }, /^klarnaPayments\.rules\.0\.account: is no account/],
  ])("%j", (option, problem) => {
    const problems = problemsOf(option)
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(problem)]))
    expect(problems.filter((line) => /: Invalid input$/.test(line))).toEqual([])
  })

  it.each<[unknown, string]>([
    [{ autoCapture: true }, "klarnaPayments.autoCapture: is for orders that we place"],
    [
      { rules: [{ country: "SE", autoCapture: true }] },
      "klarnaPayments.rules.0.autoCapture: is for orders that we place",
    ],
    [
      { rules: [{ country: "SE", presentation: "widget", placeOrderMode: "NONE" }] },
      "klarnaPayments.rules.0.placeOrderMode: is for the hosted page",
    ],
    [
      { presentation: "widget", paymentMethodCategories: ["PAY_NOW"] },
      "klarnaPayments.paymentMethodCategories: is for the hosted page",
    ],
  ])("%j, which would have no effect", (option, problem) => {
    expect(problemsOf(option)).toEqual([expect.stringContaining(problem)])
  })

  it.each([
    { autoCapture: true, placeOrderMode: "NONE" },
    { autoCapture: true, presentation: "widget" },
    { autoCapture: true, rules: [{ country: "DE", presentation: "widget" }] },
    { paymentMethodCategories: ["PAY_NOW"], rules: [{ country: "DE", presentation: "widget" }] },
    {
      presentation: "widget",
      rules: [{ channel: "in_store", presentation: "hosted_page", placeOrderMode: "CAPTURE_ORDER" }],
    },
  ])("%j is none", (option) => {
    expect(() => configOf(option)).not.toThrow()
  })
})
