import { checkoutOrderUrl } from ".."
import { hangUp, json, raw } from "./answering-server"
import { withClients } from "./with-clients"

const keyed = { body: '{"captured_amount":100}', idempotencyKey: "key-1" }

describe("the clients", () => {
  const bench = withClients()

  describe("for Klarna Checkout", () => {
    const order = {
      order_id: "o-1",
      status: "checkout_incomplete",
      purchase_country: "se",
      purchase_currency: "SEK",
    }
    const answer = json(200, {
      ...order,
      order_amount: 100,
      order_tax_amount: 20,
      order_lines: [],
      gui: null,
      locale: null,
    })

    it("call what Klarna documents", async () => {
      bench.server.willAnswer(answer, answer, answer, answer)
      await bench.klarna.checkout.createOrder({ order_amount: 100 })
      await bench.klarna.checkout.readOrder("o-1")
      await bench.klarna.checkout.updateOrder("o-1", { order_amount: 90 })
      await bench.klarna.checkout.abortOrder("o-1")
      expect(bench.asked()).toEqual([
        "POST /checkout/v3/orders",
        "GET /checkout/v3/orders/o-1",
        "POST /checkout/v3/orders/o-1",
        "POST /checkout/v3/orders/o-1/abort",
      ])
    })

    it("keep fields they do not know and take null as absent", async () => {
      bench.server.willAnswer(
        json(200, { ...order, order_amount: 1, order_tax_amount: 0, locale: null, new_field: 7 })
      )
      const read = await bench.klarna.checkout.readOrder("o-1")
      expect(read).toMatchObject({ ...order, new_field: 7, order_lines: [] })
      expect(read.locale).toBeUndefined()
    })

    it("refuse a success that lacks the amount, without quoting the rest", async () => {
      bench.server.willAnswer(json(200, { ...order, billing_address: { given_name: "Kim" } }))
      const error = await bench.klarna.checkout.readOrder("o-1").catch((caught: unknown) => caught)
      expect(error).toMatchObject({ name: "KlarnaUnreachableError", code: "unreadable_answer", status: 200 })
      expect(String((error as Error).cause)).toContain("order_amount")
      expect(String((error as Error).cause)).not.toContain("Kim")
    })

    it("create one order only when the answer is lost", async () => {
      bench.server.willAnswer(hangUp)
      await expect(bench.klarna.checkout.createOrder({})).rejects.toMatchObject({ code: "network" })
      expect(bench.asked()).toHaveLength(1)
    })

    it("cannot be led to another path by an id", async () => {
      bench.server.willAnswer(raw(404, ""))
      await expect(bench.klarna.checkout.readOrder("../../ordermanagement?x#")).rejects.toMatchObject({
        status: 404,
      })
      expect(bench.asked()).toEqual(["GET /checkout/v3/orders/..%2F..%2Fordermanagement%3Fx%23"])
    })

    it("name the order's address for the payment page", () => {
      expect(checkoutOrderUrl("https://api.kustom.co/", "o 1")).toBe(
        "https://api.kustom.co/checkout/v3/orders/o%201"
      )
    })
  })

  describe("for the Hosted Payment Page", () => {
    it("call what Klarna documents", async () => {
      bench.server.willAnswer(
        json(201, { session_id: "s-1" }),
        json(200, { session_id: "s-1", status: "WAITING" }),
        raw(204, "")
      )
      await bench.klarna.hostedPaymentPage.createSession({
        payment_session_url: "https://api.kustom.co/checkout/v3/orders/o-1",
      })
      await bench.klarna.hostedPaymentPage.readSession("s-1")
      await bench.klarna.hostedPaymentPage.disableSession("s-1")
      expect(bench.asked()).toEqual([
        "POST /hpp/v1/sessions",
        "GET /hpp/v1/sessions/s-1",
        "DELETE /hpp/v1/sessions/s-1",
      ])
    })

    it.each([
      ["disabled", 204],
      ["gone", 404],
      ["not_disabled", 400],
    ])("answer %s to a disable that ends with %d", async (result, status) => {
      bench.server.willAnswer(raw(status, ""))
      expect(await bench.klarna.hostedPaymentPage.disableSession("s-1")).toBe(result)
    })

    it("disable again when the answer was lost", async () => {
      bench.server.willAnswer(hangUp, raw(204, ""))
      expect(await bench.klarna.hostedPaymentPage.disableSession("s-1")).toBe("disabled")
    })

    it("do not take wrong credentials for a closed page", async () => {
      bench.server.willAnswer(raw(401, ""))
      await expect(bench.klarna.hostedPaymentPage.disableSession("s-1")).rejects.toMatchObject({
        status: 401,
      })
    })
  })

  describe("for Order Management", () => {
    it("call what Klarna documents, each write with its key", async () => {
      const created = (header: string) => raw(201, "", { [header]: "id-1" })
      bench.server.willAnswer(
        created("Capture-Id"),
        created("Refund-Id"),
        ...Array.from({ length: 6 }, () => raw(204, ""))
      )
      const { orderManagement } = bench.klarna
      await orderManagement.capture("o-1", keyed)
      await orderManagement.refund("o-1", keyed)
      await orderManagement.updateMerchantReferences("o-1", keyed)
      await orderManagement.updateAuthorization("o-1", keyed)
      await orderManagement.acknowledge("o-1", keyed)
      await orderManagement.cancel("o-1", keyed)
      await orderManagement.releaseRemainingAuthorization("o-1", keyed)
      await orderManagement.extendAuthorizationTime("o-1", keyed)
      const base = "/ordermanagement/v1/orders/o-1"
      expect(bench.server.received.map(({ method, url, body }) => [method, url, body])).toEqual([
        ["POST", `${base}/captures`, keyed.body],
        ["POST", `${base}/refunds`, keyed.body],
        ["PATCH", `${base}/merchant-references`, keyed.body],
        ["PATCH", `${base}/authorization`, keyed.body],
        ["POST", `${base}/acknowledge`, ""],
        ["POST", `${base}/cancel`, ""],
        ["POST", `${base}/release-remaining-authorization`, ""],
        ["POST", `${base}/extend-authorization-time`, ""],
      ])
      expect(new Set(bench.server.received.map(({ headers }) => headers["klarna-idempotency-key"]))).toEqual(
        new Set(["key-1"])
      )
    })

    it("read an order with its captures and refunds", async () => {
      const amounts = {
        order_amount: 100,
        captured_amount: 60,
        refunded_amount: 10,
        remaining_authorized_amount: 40,
      }
      const capture = { capture_id: "c-1", captured_amount: 60, reference: "op-1" }
      bench.server.willAnswer(
        json(200, { order_id: "o-1", status: "PART_CAPTURED", ...amounts, captures: [capture] }),
        json(200, [capture])
      )
      expect(await bench.klarna.orderManagement.readOrder("o-1")).toMatchObject({
        ...amounts,
        captures: [capture],
        refunds: [],
      })
      expect(await bench.klarna.orderManagement.readCaptures("o-1")).toMatchObject([capture])
    })

    it("take a capture's id from its header, or from the location", async () => {
      bench.server.willAnswer(
        raw(201, "", { "Capture-Id": "c-1", "Klarna-Correlation-Id": "corr-1" }),
        raw(201, "", { Location: "https://api.kustom.co/ordermanagement/v1/orders/o-1/captures/c-2/" })
      )
      expect(await bench.klarna.orderManagement.capture("o-1", keyed)).toEqual({
        captureId: "c-1",
        correlationId: "corr-1",
      })
      expect(await bench.klarna.orderManagement.capture("o-1", keyed)).toEqual({
        captureId: "c-2",
        correlationId: undefined,
      })
    })

    it("say that the outcome is unreadable when a refund's id does not come back", async () => {
      bench.server.willAnswer(raw(201, ""))
      await expect(bench.klarna.orderManagement.refund("o-1", keyed)).rejects.toMatchObject({
        code: "unreadable_answer",
      })
    })

    it("capture once more with the same key and bytes when the answer was lost", async () => {
      bench.server.willAnswer(hangUp, raw(201, "", { "Capture-Id": "c-1" }))
      expect(await bench.klarna.orderManagement.capture("o-1", keyed)).toMatchObject({ captureId: "c-1" })
      const [first, second] = bench.server.received
      expect(second?.body).toBe(first?.body)
      expect(second?.headers["klarna-idempotency-key"]).toBe(first?.headers["klarna-idempotency-key"])
      expect(bench.logger.lines).toHaveLength(2)
    })
  })
})
