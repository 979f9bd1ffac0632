import { startSandbox, type RunningSandbox } from "../start-sandbox"
import { basic, createClient } from "./support/client"
import { createOrder, order } from "./support/orders"

let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    merchants: [
      { username: "sandbox", key: "sandbox-secret" },
      { username: "K2-kustom", key: "kco_test_api_other", provider: "kustom" },
    ],
  })
})
afterAll(() => sandbox.close())

describe("credentials", () => {
  it.each([
    ["user and key", basic("sandbox", "sandbox-secret")],
    ["the key alone, as it is", "Basic sandbox-secret"],
    ["a key with an empty user", basic("", "sandbox-secret")],
    ["another merchant's user and key", basic("K2-kustom", "kco_test_api_other")],
  ])("are accepted as %s", async (_form, authorization) => {
    const { status } = await createClient(sandbox, authorization).call("POST", "/checkout/v3/orders", order())
    expect(status).toBe(201)
  })

  it.each([
    ["missing", ""],
    ["a wrong key", basic("sandbox", "wrong")],
    ["a wrong user", basic("someone", "sandbox-secret")],
    ["a raw key that nobody has", "Basic nobody"],
    ["a bearer token", "Bearer sandbox-secret"],
  ])("are refused with 401 when %s", async (_form, authorization) => {
    const answer = await createClient(sandbox, authorization).call("POST", "/checkout/v3/orders", order())
    expect(answer.status).toBe(401)
    expect(answer.body.correlation_id).toBe(answer.headers.get("klarna-correlation-id"))
  })
})

describe("a 401", () => {
  const unknown = () => createClient(sandbox, "Basic nobody").call("GET", "/payments/v1/sessions/x")
  const settings = (unauthorized_body: string) =>
    createClient(sandbox).control("POST", "/settings", { unauthorized_body })
  afterEach(() => settings("list"))

  it.each([
    ["list", { error_code: "UNAUTHORIZED", error_messages: [], correlation_id: expect.any(String) }],
    [
      "singular",
      {
        error_code: "PERMISSION_DENIED",
        error_message: "Authentication failed or permission not granted",
      },
    ],
    ["empty", undefined],
  ])("has the body that was asked for: %s", async (form, body) => {
    await settings(form)
    const answer = await unknown()
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual(body)
    expect(answer.headers.get("klarna-correlation-id")).toEqual(expect.any(String))
  })
})

describe("another merchant's things", () => {
  const theirs = () => createClient(sandbox, "Basic kco_test_api_other")

  it("are not found at Checkout and Order Management, and forbidden at the hosted page", async () => {
    const client = createClient(sandbox)
    const orderId = await createOrder(client, order())
    const { body: session } = await client.call("POST", "/hpp/v1/sessions", {
      payment_session_url: `${sandbox.url}/checkout/v3/orders/${orderId}`,
    })
    await client.consumer(session.session_id, "approve")
    expect((await theirs().call("GET", `/checkout/v3/orders/${orderId}`)).status).toBe(404)
    expect((await theirs().call("GET", `/ordermanagement/v1/orders/${orderId}`)).status).toBe(404)
    expect(await theirs().call("GET", `/hpp/v1/sessions/${session.session_id}`)).toMatchObject({
      status: 403,
      body: { error_code: "INVALID_OPERATION" },
    })
  })

  it("cannot be paid on one's own hosted page", async () => {
    const orderId = await createOrder(createClient(sandbox), order())
    const answer = await theirs().call("POST", "/hpp/v1/sessions", {
      payment_session_url: `${sandbox.url}/checkout/v3/orders/${orderId}`,
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { error_messages: ["Bad value: payment_session_url"] },
    })
  })
})
