import { callAt } from "./support/call-at"
import { basic, createClient, type Client } from "./support/client"
import { createOrder, order } from "./support/orders"
import { createPaymentsSession } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const accounts = {
  eu: { username: "K-EU", key: "eu", provider: "klarna", region: "eu", environment: "playground" },
  kustom: { username: "K-KUSTOM", key: "kustom", provider: "kustom", environment: "playground" },
  any: { username: "K-ANY", key: "any" },
} as const

const bench = withSandbox({ merchants: Object.values(accounts) })

type Account = keyof typeof accounts
const credentials = (account: Account) => basic(accounts[account].username, accounts[account].key)
const clientOf = (account: Account): Client => createClient(bench.sandbox, credentials(account))

/** A hosted page over a payment session of this account, whose address is under this host; asked for at `at`. */
async function pageAt(account: Account, api: "checkout" | "payments", host: string, at?: string) {
  const path =
    api === "checkout"
      ? `/checkout/v3/orders/${await createOrder(clientOf(account), order())}`
      : `/payments/v1/sessions/${await createPaymentsSession(clientOf(account))}`
  const body = { payment_session_url: `https://${host}${path}` }
  return callAt(bench.sandbox.url, at ?? new URL(bench.sandbox.url).host, {
    method: "POST",
    path: "/hpp/v1/sessions",
    body,
    authorization: credentials(account),
  })
}

const foreign = {
  status: 400,
  body: { error_code: "BAD_VALUE", error_messages: ["Bad value: payment_session_url"] },
}

describe("a payment session under the name of Klarna's or Kustom's host", () => {
  it.each([
    ["eu", "payments", "api.playground.klarna.com", undefined],
    ["eu", "checkout", "api.playground.klarna.com", "api.playground.klarna.com"],
    ["kustom", "checkout", "api.playground.kustom.co", undefined],
    ["kustom", "checkout", "api.playground.kustom.co", "api.playground.kustom.co"],
    ["any", "checkout", "api.kustom.co", undefined],
    ["any", "payments", "api-na.klarna.com", "api-na.klarna.com"],
  ] as const)("gets a page: account %s, %s at %s, called at %s", async (account, api, host, at) => {
    expect(await pageAt(account, api, host, at)).toMatchObject({
      status: 201,
      body: { redirect_url: expect.stringContaining(bench.sandbox.url) },
    })
  })

  it.each([
    ["of another region than the account", "eu", "payments", "api-na.playground.klarna.com", undefined],
    ["of another environment", "eu", "payments", "api.klarna.com", undefined],
    ["of another provider", "kustom", "checkout", "api.playground.klarna.com", undefined],
    ["of another provider than the call", "any", "checkout", "api.kustom.co", "api.klarna.com"],
    ["of another environment than the call", "any", "checkout", "api.kustom.co", "api.playground.kustom.co"],
    ["that only looks like it", "any", "checkout", "api.klarna.com.example", undefined],
  ] as const)("gets none when the host is %s", async (_what, account, api, host, at) => {
    expect(await pageAt(account, api, host, at)).toMatchObject(foreign)
  })

  it("is not found when there is none with this id", async () => {
    const nobodys = "https://api.kustom.co/checkout/v3/orders/00000000-0000-0000-0000-000000000000"
    expect(
      await clientOf("any").call("POST", "/hpp/v1/sessions", { payment_session_url: nobodys })
    ).toMatchObject({ status: 404, body: { error_code: "NOT_FOUND" } })
  })

  it("of Klarna Payments gets no page at Kustom, which hosts its own Checkout alone", async () => {
    expect(await pageAt("kustom", "payments", new URL(bench.sandbox.url).host)).toMatchObject(foreign)
  })
})
