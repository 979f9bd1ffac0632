import type { CallRecord } from "../call-record"
import { KlarnaApiError, KlarnaUnreachableError } from "../errors"
import { createTransport, type KlarnaRequest, type TransportOptions } from "../transport"
import {
  capturingLogger,
  hangUp,
  json,
  raw,
  silence,
  startAnsweringServer,
  type Answer,
  type AnsweringServer,
} from "./answering-server"

const CORRELATION_ID = "1b4c6bfa-f182-43dd-bde0-6bec32a56cf0"

const read: KlarnaRequest = { operation: "read order", method: "GET", path: "/orders/o-1", subject: "o-1" }
const write: KlarnaRequest = {
  operation: "capture order",
  method: "POST",
  path: "/orders/o-1/captures",
  subject: "o-1",
  body: '{ "captured_amount":  100 }',
  idempotencyKey: "key-1",
}

describe("the transport", () => {
  let server: AnsweringServer
  const open: { close(): Promise<void> }[] = []

  beforeAll(async () => {
    server = await startAnsweringServer()
  })

  afterEach(async () => {
    server.received.length = 0
    await Promise.all(open.splice(0).map((transport) => transport.close()))
  })

  afterAll(() => server.stop())

  function connect(options: Partial<TransportOptions> = {}) {
    const logger = capturingLogger()
    const transport = createTransport({
      baseUrl: server.url,
      apiKey: "kco_test_api_secret",
      timeoutMs: 5_000,
      userAgent: "test",
      logger,
      now: () => 0,
      ...options,
    })
    open.push(transport)
    return { send: transport.send, logger }
  }

  const failure = async (answer: Answer, request = read, options: Partial<TransportOptions> = {}) => {
    server.willAnswer(answer)
    const { send, logger } = connect(options)
    const error = await send(request).then(
      () => undefined,
      (caught: unknown) => caught
    )
    return { error, log: logger.lines }
  }

  it("sends the API key as it is when there is no user name", async () => {
    server.willAnswer(json(200, {}))
    await connect().send(read)
    expect(server.received[0]?.headers.authorization).toBe("Basic kco_test_api_secret")
  })

  it("encodes user name and key when there is a user name", async () => {
    server.willAnswer(json(200, {}))
    await connect({ username: "DemoMerchant", apiKey: "DemoPassword" }).send(read)
    expect(server.received[0]?.headers.authorization).toBe("Basic RGVtb01lcmNoYW50OkRlbW9QYXNzd29yZA==")
  })

  it("records the calls of purchases, also those that fail, and fails with no record", async () => {
    const records: CallRecord[] = []
    const send = (
      answer: Answer,
      request: KlarnaRequest,
      record = (call: CallRecord) => void records.push(call)
    ) => {
      server.willAnswer(answer)
      return connect({ record })
        .send(request)
        .catch(() => "failed")
    }
    await send(json(200, {}), read)
    await send(json(200, {}), { ...read, purchaseId: "klpur_1" })
    await send(json(403, { error_code: "CAPTURE_NOT_ALLOWED" }), { ...write, purchaseId: "klpur_1" })
    await send(hangUp, { ...read, purchaseId: "klpur_1" })
    expect(records.map(({ method, status, errorCode }) => [method, status, errorCode])).toEqual([
      ["GET", 200, undefined],
      ["POST", 403, "CAPTURE_NOT_ALLOWED"],
      ["GET", undefined, "network"],
    ])
    const broken = await send(json(200, { a: 1 }), { ...read, purchaseId: "klpur_1" }, () => {
      throw new Error("no room")
    })
    expect(broken).toMatchObject({ status: 200, body: { a: 1 } })
  })

  it("sends a body byte for byte, with its idempotency key", async () => {
    server.willAnswer(json(201, {}))
    await connect().send(write)
    expect(server.received[0]).toMatchObject({
      method: "POST",
      body: write.body,
      headers: {
        "klarna-idempotency-key": "key-1",
        "content-type": "application/json",
        "user-agent": "test",
      },
    })
  })

  it("sends nothing where Klarna wants no body", async () => {
    server.willAnswer(raw(204, ""))
    await connect().send({ ...write, body: undefined })
    expect(server.received[0]?.body).toBe("")
    expect(server.received[0]?.headers).not.toHaveProperty("content-type")
  })

  it("keeps a path that the base URL has", async () => {
    server.willAnswer(json(200, {}))
    await connect({ baseUrl: `${server.url}/klarna/` }).send(read)
    expect(server.received[0]?.url).toBe("/klarna/orders/o-1")
  })

  it("reads an answer without a body", async () => {
    server.willAnswer(raw(204, "", { "Klarna-Correlation-Id": CORRELATION_ID }))
    expect(await connect().send(read)).toMatchObject({
      status: 204,
      body: undefined,
      correlationId: CORRELATION_ID,
    })
  })

  it.each(["klarna-correlation-id", "correlation-id", "x-correlation-id"])(
    "finds the correlation id of a success in %s",
    async (header) => {
      server.willAnswer(json(200, {}, { [header]: CORRELATION_ID }))
      expect(await connect().send(read)).toMatchObject({ correlationId: CORRELATION_ID })
    }
  )

  describe("when Klarna says no", () => {
    it("carries code, messages and correlation id of the body", async () => {
      const body = {
        error_code: "BAD_VALUE",
        error_messages: ["Bad value: a", "b"],
        correlation_id: CORRELATION_ID,
      }
      const { error } = await failure(json(400, body, { "correlation-id": "of-the-header" }))
      expect(error).toBeInstanceOf(KlarnaApiError)
      expect(error).toMatchObject({
        operation: "read order",
        status: 400,
        code: "BAD_VALUE",
        messages: ["Bad value: a", "b"],
        correlationId: CORRELATION_ID,
      })
    })

    it("reads a singular error_message", async () => {
      const { error } = await failure(
        json(403, { error_code: "NOT_ALLOWED", error_message: "Update not allowed." })
      )
      expect(error).toMatchObject({ code: "NOT_ALLOWED", messages: ["Update not allowed."] })
    })

    it.each([
      ["PERMISSION_DENIED", { error_message: "Authentication failed or permission not granted" }, 1],
      ["UNAUTHORIZED", { error_messages: [] }, 0],
    ])("reads wrong credentials as %s, whichever shape they come in", async (error_code, said, count) => {
      const { error } = await failure(
        json(401, { error_code, ...said }, { "klarna-correlation-id": CORRELATION_ID })
      )
      expect(error).toMatchObject({ status: 401, code: error_code, correlationId: CORRELATION_ID })
      expect((error as KlarnaApiError).messages).toHaveLength(count)
    })

    it("reads a 404 without a body, as Kustom answers for expired orders", async () => {
      const { error } = await failure(raw(404, "", { "correlation-id": CORRELATION_ID }))
      expect(error).toMatchObject({
        status: 404,
        code: "HTTP_404",
        messages: [],
        correlationId: CORRELATION_ID,
      })
    })

    it("reads the HTML 403 of a firewall", async () => {
      const { error } = await failure(
        raw(403, "<html>Request blocked</html>", { "content-type": "text/html" })
      )
      expect(error).toMatchObject({ status: 403, code: "HTTP_403", messages: [] })
    })

    it.each([
      ["null"],
      ["[]"],
      ['"no"'],
      ['{"error_code":7,"error_messages":[1]}'],
      ['{"error_code":"Kim <kim@x.se>"}'],
    ])("does not stumble over the error body %s", async (body) => {
      const { error } = await failure(raw(400, body))
      expect(error).toMatchObject({ code: "HTTP_400", messages: [] })
    })

    it("tells when the rate limit's window is over", async () => {
      const { error } = await failure(
        json(429, { error_code: "TOO_MANY_REQUESTS" }, { "X-Ratelimit-Reset": "2" })
      )
      expect(error).toMatchObject({ status: 429, retryAfterMs: 2000 })
    })
  })

  describe("when there is no usable answer", () => {
    it.each<[string, string, Answer]>([
      ["network", "the connection breaks before the answer", hangUp],
      [
        "network",
        "the body ends before its length",
        (response) =>
          void response
            .writeHead(200, { "content-length": "100" })
            .write('{"order_id":', () => response.destroy()),
      ],
      ["unreadable_answer", "the JSON is cut off", raw(200, '{"order_id":"o-')],
      ["unreadable_answer", "a success is HTML", raw(200, "<html>maintenance</html>")],
      ["unreadable_answer", "Klarna redirects", raw(302, "", { location: "https://example.com" })],
      ["server_error", "Klarna fails", json(500, { error_code: "INTERNAL_SERVER_ERROR" })],
      ["server_error", "a gateway fails", raw(502, "<html>Bad gateway</html>")],
    ])("says %s when %s", async (code, _, answer) => {
      const { error } = await failure(answer, write)
      expect(error).toBeInstanceOf(KlarnaUnreachableError)
      expect(error).toMatchObject({ code, operation: "capture order" })
    })

    it("says timeout when nothing comes in time", async () => {
      const { error } = await failure(silence, write, { timeoutMs: 60 })
      expect(error).toMatchObject({ name: "KlarnaUnreachableError", code: "timeout" })
    })

    it("says timeout when the body trickles for too long", async () => {
      const trickle: Answer = (response) => void response.writeHead(200).write('{"order_')
      const { error } = await failure(trickle, write, { timeoutMs: 60 })
      expect(error).toMatchObject({ code: "timeout" })
    })

    it("says not_connected when nobody listens", async () => {
      const gone = await startAnsweringServer()
      await gone.stop()
      const error = await connect({ baseUrl: gone.url })
        .send(write)
        .catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: "not_connected" })
    })

    it("keeps the correlation id of a 5xx", async () => {
      const { error } = await failure(
        json(503, { error_code: "TEMPORARILY_UNAVAILABLE", correlation_id: CORRELATION_ID })
      )
      expect(error).toMatchObject({ status: 503, correlationId: CORRELATION_ID })
    })
  })

  describe("its log", () => {
    it("has one line per request, from operation to milliseconds", async () => {
      server.willAnswer(json(200, {}, { "klarna-correlation-id": CORRELATION_ID }))
      const { send, logger } = connect({ now: stepping(12.4) })
      await send(read)
      expect(logger.lines).toEqual([
        `klarna: read order id=o-1 status=200 code=- correlation_id=${CORRELATION_ID} ms=12`,
      ])
    })

    it("names status and code of a refusal and of a failure", async () => {
      const refused = await failure(
        json(403, { error_code: "CAPTURE_NOT_ALLOWED", correlation_id: "c-1" }),
        write
      )
      const lost = await failure(hangUp, write)
      expect([...refused.log, ...lost.log]).toEqual([
        "klarna: capture order id=o-1 status=403 code=CAPTURE_NOT_ALLOWED correlation_id=c-1 ms=0",
        "klarna: capture order id=o-1 status=- code=network correlation_id=- ms=0",
      ])
    })

    it("holds no credential, personal data or query, and neither does an error", async () => {
      const secrets = [
        "kco_test_api_secret",
        "kim@example.com",
        "Lindgren",
        "page-token",
        "query-secret",
        "s3cret-key",
      ]
      const person = { error_code: "Lindgren!", email: "kim@example.com", correlation_id: "kim@example.com" }
      const request = {
        ...write,
        path: "/orders/o-1?secret=query-secret",
        body: JSON.stringify({ email: "kim@example.com", family_name: "Lindgren" }),
        idempotencyKey: "s3cret-key",
      }
      const lines: string[] = []
      for (const answer of [
        json(200, { ...person, token: "page-token" }),
        json(400, person),
        json(500, person),
        raw(200, `{"family_name":"Lindgren","token":"page-token`),
        hangUp,
      ]) {
        const { error, log } = await failure(answer, request)
        const { message = "", stack = "", cause } = (error ?? {}) as Error
        lines.push(...log, message, stack, String((cause as Error | undefined)?.stack))
      }
      for (const secret of secrets) {
        expect(lines.join("\n")).not.toContain(secret)
      }
    })

    it("cannot be broken into two lines by an id", async () => {
      server.willAnswer(json(200, {}))
      const { send, logger } = connect()
      await send({ ...read, subject: "o-1\nforged line" })
      expect(logger.lines[0]).toContain("id=o-1%0Aforged%20line ")
    })
  })
})

/** A clock that advances by the same step at each look. */
function stepping(step: number) {
  let now = 0
  return () => (now += step)
}
