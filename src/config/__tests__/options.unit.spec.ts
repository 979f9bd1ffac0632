import { parseModuleOptions, parseOptions } from "../klarna-config"
import { account, API_KEY, shopOptions } from "./shop-options"

/** The lines of the error, one per problem. */
function problemsOf(options: unknown): string[] {
  try {
    parseOptions(options)
  } catch (error) {
    const [heading, ...problems] = (error as Error).message.split("\n")
    expect(heading).toBe("Invalid options of medusa-plugin-klarna:")
    return problems.map((problem) => problem.trim())
  }
  throw new Error("The options were accepted")
}

const withStorefront = (changes: Record<string, unknown>) =>
  shopOptions({ storefront: { ...shopOptions().storefront, ...changes } })

describe("what a shop may leave out", () => {
  it("fills in every default", () => {
    expect(parseOptions(shopOptions())).toMatchObject({
      accounts: [{ region: "eu", baseUrl: "https://api.playground.kustom.co", timeoutMs: 30_000 }],
      policies: {
        supersededPageMinutes: 15,
        requireValidation: false,
        capture: "manual",
        extendAuthorization: { enabled: false, daysBefore: 3 },
      },
      allowRunningJobs: false,
    })
  })

  it("names one thing about an extension and keeps the default of the other", () => {
    const policies = (extendAuthorization: object) =>
      parseOptions(shopOptions({ policies: { extendAuthorization } })).policies.extendAuthorization
    expect(policies({ enabled: true })).toEqual({ enabled: true, daysBefore: 3 })
    expect(policies({ daysBefore: 7 })).toEqual({ enabled: false, daysBefore: 7 })
  })

  it.each([
    [{ provider: "kustom", environment: "live" }, "https://api.kustom.co"],
    [{ provider: "klarna", environment: "live", region: "na" }, "https://api-na.klarna.com"],
    [{ provider: "klarna", environment: "playground", region: "oc" }, "https://api-oc.playground.klarna.com"],
    [{ baseUrl: "http://localhost:4600/" }, "http://localhost:4600"],
  ])("knows the host of %j", (changes, baseUrl) => {
    expect(parseOptions(shopOptions({ accounts: [account(changes)] })).accounts[0]?.baseUrl).toBe(baseUrl)
  })

  it("cuts the slash off the callback address, which paths are added to", () => {
    expect(parseOptions(shopOptions({ callbackUrl: "https://api.shop.example/medusa//" })).callbackUrl).toBe(
      "https://api.shop.example/medusa"
    )
  })

  it("uses a country's own storefront addresses where it has them, whatever its case", () => {
    const { storefrontFor } = parseOptions(
      shopOptions({ storefrontByCountry: { de: { terms: "https://shop.example/agb" } } })
    )
    expect(storefrontFor("DE").terms).toBe("https://shop.example/agb")
    expect(storefrontFor("de").checkout).toBe("https://shop.example/checkout/{cart_id}")
    expect(storefrontFor("SE").terms).toBe("https://shop.example/terms")
    expect(storefrontFor(undefined).terms).toBe("https://shop.example/terms")
  })

  it("passes over the database settings that Medusa adds for a module, and over nothing else", () => {
    expect(parseModuleOptions({ ...shopOptions(), database: { clientUrl: "postgres://" } })).toHaveProperty(
      "callbackUrl"
    )
    expect(() => parseModuleOptions({ ...shopOptions(), databse: {} })).toThrow(/databse/)
  })
})

describe("what is wrong with a shop's options", () => {
  it("names every bad option at once and echoes no value", () => {
    const bad = shopOptions({
      accounts: [account({ id: "Main Account", environment: API_KEY, timeoutMs: 5, apiKye: API_KEY })],
      callbackUrl: `http://${API_KEY}.example`,
      policies: { supersededPageMinutes: 0, capture: "sometimes", extendAuthorization: { daysBefore: 28 } },
      clock: API_KEY,
    })
    const problems = problemsOf(bad)
    for (const path of [
      "accounts.0: Unrecognized key",
      "accounts.0.id",
      "accounts.0.environment",
      "accounts.0.timeoutMs",
      "callbackUrl",
      "policies.supersededPageMinutes",
      "policies.capture",
      "policies.extendAuthorization.daysBefore",
      "clock",
    ]) {
      expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${path.replace(/\./g, "\\.")}`)))
    }
    const text = problems.join("\n")
    expect(text).not.toContain(API_KEY)
    expect(text).not.toContain("Main Account")
    expect(text).not.toContain("K123456_user")
  })

  it("does not echo a key that was given in the wrong place or form", () => {
    for (const options of [
      API_KEY,
      { accounts: API_KEY },
      shopOptions({ accounts: [account({ apiKey: [API_KEY] })] }),
      shopOptions({ accounts: [account({ apiKey: { key: API_KEY } })] }),
      shopOptions({ accounts: [account({ provider: API_KEY, countries: [API_KEY] })] }),
      withStorefront({ success: `https://shop.example/{${API_KEY}}` }),
    ]) {
      expect(problemsOf(options).join("\n")).not.toContain(API_KEY)
    }
  })

  it.each([
    ["the options", { ...shopOptions(), sandbox: true }, 'options: Unrecognized key: "sandbox"'],
    [
      "an account",
      shopOptions({ accounts: [account({ secret: "x" })] }),
      'accounts.0: Unrecognized key: "secret"',
    ],
    ["the storefront", withStorefront({ cancelled: "x" }), 'storefront: Unrecognized key: "cancelled"'],
    ["the policies", shopOptions({ policies: { minutes: 1 } }), 'policies: Unrecognized key: "minutes"'],
    [
      "the rate limits",
      shopOptions({ accounts: [account({ rateLimits: { hpp: 1 } })] }),
      'accounts.0.rateLimits: Unrecognized key: "hpp"',
    ],
  ])("refuses a mistyped option in %s", (_, options, problem) => {
    expect(problemsOf(options)).toEqual([problem])
  })

  it.each([undefined, null, [], "text"])("refuses %p for options", (options) => {
    expect(problemsOf(options)).toEqual([expect.stringMatching(/^options: /)])
  })

  it("needs an account, an environment and an API key: none of them is guessed", () => {
    expect(problemsOf(shopOptions({ accounts: [] }))).toEqual([expect.stringMatching(/^accounts: /)])
    const { environment: _, apiKey: __, ...bare } = account()
    expect(problemsOf(shopOptions({ accounts: [bare] }))).toEqual([
      expect.stringMatching(/^accounts\.0\.environment: /),
      expect.stringMatching(/^accounts\.0\.apiKey: /),
    ])
    expect(problemsOf(shopOptions({ accounts: [account({ apiKey: "" })] }))).toEqual([
      expect.stringMatching(/^accounts\.0\.apiKey: /),
    ])
  })

  it("needs a region for Klarna's hosts, unless the host is given", () => {
    expect(problemsOf(shopOptions({ accounts: [account({ provider: "klarna" })] }))).toEqual([
      "accounts.0.region: is needed for provider klarna: eu, na or oc",
    ])
    const given = account({ provider: "klarna", baseUrl: "https://klarna.example" })
    expect(parseOptions(shopOptions({ accounts: [given] })).accounts[0]?.baseUrl).toBe(
      "https://klarna.example"
    )
  })

  it("refuses two accounts of one name, one country served twice, and two that serve the rest", () => {
    expect(
      problemsOf(
        shopOptions({
          accounts: [account({ countries: ["SE", "NO"] }), account({ countries: ["no"] })],
        })
      )
    ).toEqual(["accounts.1.id: is used twice", "accounts.1.countries: NO is already served by account main"])
    expect(problemsOf(shopOptions({ accounts: [account(), account({ id: "other" })] }))).toEqual([
      "accounts: only one account may be without countries",
    ])
  })

  it("follows a sandbox's clock with playground accounts only", () => {
    const clockUrl = "http://localhost:4600/_sandbox/clock"
    expect(problemsOf(shopOptions({ clockUrl, accounts: [account({ environment: "live" })] }))).toEqual([
      "clockUrl: is for playground accounts only",
    ])
    expect(parseOptions(shopOptions({ clockUrl })).clockUrl).toBe(clockUrl)
  })
})

describe("addresses of a shop", () => {
  it.each([
    "http://localhost:9000",
    "http://shop.localhost",
    "http://127.0.0.1:9000",
    "http://127.8.9.10",
    "http://[::1]:9000",
    "https://api.shop.example",
  ])("accepts %s", (callbackUrl) => {
    expect(parseOptions(shopOptions({ callbackUrl })).callbackUrl).toBe(callbackUrl)
  })

  it.each([
    "http://api.shop.example",
    "http://localhost.shop.example",
    "http://192.168.0.2",
    "ftp://localhost",
    "javascript:alert(1)",
    "//api.shop.example",
    "api.shop.example",
    "",
  ])("refuses %p, which Klarna would not call", (callbackUrl) => {
    expect(problemsOf(shopOptions({ callbackUrl }))).toEqual([
      "callbackUrl: must be an https address (http only on localhost)",
    ])
  })

  it.each(["http://127.evil.example", "http://127.0.0.1.evil.example"])(
    "does not take %s for this machine because it begins like its address",
    (callbackUrl) => {
      expect(problemsOf(shopOptions({ callbackUrl }))).toHaveLength(1)
    }
  )

  it.each(["https://api.shop.example?a=b", "https://api.shop.example/#top"])(
    "refuses %s as the start of callback addresses",
    (callbackUrl) => {
      expect(problemsOf(shopOptions({ callbackUrl }))).toEqual([
        "callbackUrl: must not have a query or fragment",
      ])
    }
  )

  it.each(["{order}", "{}", "{order_id}/{token}", "{__proto__}"])(
    "refuses the placeholder of %s, naming those that exist",
    (path) => {
      expect(problemsOf(withStorefront({ success: `https://shop.example/${path}` }))).toEqual([
        "storefront.success: may only contain the placeholders {order_id}, {cart_id}, {payment_session_id}, " +
          "{payment_collection_id}, {country}, {locale}",
      ])
    }
  )

  it("looks at a country's own addresses just as closely", () => {
    const problems = problemsOf(
      shopOptions({
        storefrontByCountry: {
          de: { success: "https://shop.example/{order}" },
          sverige: { terms: "https://shop.example/villkor" },
        },
      })
    )
    expect(problems).toHaveLength(2)
    expect(problems).toContainEqual(expect.stringMatching(/^storefrontByCountry\.(de|DE)\.success: may only/))
    expect(problems).toContainEqual(expect.stringMatching(/^storefrontByCountry\.sverige: /))
  })
})
