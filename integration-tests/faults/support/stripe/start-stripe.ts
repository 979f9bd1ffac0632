import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"

type PaymentIntent = {
  id: string
  object: "payment_intent"
  amount: number
  amount_capturable: number
  amount_received: number
  currency: string
  status: "requires_capture" | "succeeded"
}

type Answer = { status: number; body: object }

/** `done`: carried out, and the answer never comes. `undone`: not carried out, and nobody can tell. */
export type Loss = "done" | "undone"

/**
 * As much of Stripe as a capture and a refund need: amounts move, a key that comes again gets its first answer, and
 * answers can be lost.
 *
 * @see https://docs.stripe.com/api/payment_intents/capture
 * @see https://docs.stripe.com/api/refunds/create
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export async function startStripe() {
  const intents = new Map<string, PaymentIntent>()
  const refunds: { payment_intent: string; amount: number }[] = []
  const captures: { payment_intent: string; amount: number }[] = []
  const answers = new Map<string, Answer>()
  const losses = new Map<string, { loss: Loss; times: number }>()

  function capture(id: string): Answer {
    const intent = intents.get(id)
    if (!intent) return refusal("resource_missing", 404)
    if (intent.status !== "requires_capture") {
      return refusal("payment_intent_unexpected_state", 400, { payment_intent: intent })
    }
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount, amount_capturable: 0 })
    captures.push({ payment_intent: id, amount: intent.amount })
    return { status: 200, body: intent }
  }

  function refund(form: URLSearchParams): Answer {
    const id = form.get("payment_intent") ?? ""
    const amount = Number(form.get("amount"))
    const intent = intents.get(id)
    if (!intent) return refusal("resource_missing", 404)
    const left = intent.amount_received - refundedOf(id)
    if (left === 0) return refusal("charge_already_refunded", 400)
    if (amount > left) return refusal("amount_too_large", 400)
    refunds.push({ payment_intent: id, amount })
    return {
      status: 200,
      body: { id: `re_${refunds.length}`, object: "refund", amount, status: "succeeded" },
    }
  }

  const refundedOf = (id: string) =>
    refunds.filter(({ payment_intent }) => payment_intent === id).reduce((sum, { amount }) => sum + amount, 0)

  function carryOut(path: string, form: URLSearchParams): Answer {
    const captured = /^\/v1\/payment_intents\/([^/]+)\/capture$/.exec(path)?.[1]
    if (captured) return capture(captured)
    if (path === "/v1/refunds") return refund(form)
    return refusal("resource_missing", 404)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ""
    const form = new URLSearchParams(await read(request))
    const key = request.headers["idempotency-key"] as string | undefined
    const intent = form.get("payment_intent") ?? /payment_intents\/([^/]+)/.exec(path)?.[1] ?? ""
    const lost = losses.get(intent)
    if (lost && lost.times > 0) {
      lost.times -= 1
      if (lost.loss === "done") answerFor(key, () => carryOut(path, form))
      request.socket.destroy()
      return
    }
    const { status, body } = answerFor(key, () => carryOut(path, form))
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body))
  }

  function answerFor(key: string | undefined, work: () => Answer): Answer {
    const known = key && answers.get(key)
    if (known) return known
    const { status, body } = work()
    const answer = { status, body: structuredClone(body) }
    if (key) answers.set(key, answer)
    return answer
  }

  const server = createServer((request, response) => void serve(request, response))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")

  return {
    port: (server.address() as AddressInfo).port,
    /** A buyer has paid; nothing is captured yet. */
    paid(id: string, amount: number): PaymentIntent {
      const none = { amount_capturable: amount, amount_received: 0, currency: "sek" }
      intents.set(id, { id, object: "payment_intent", amount, ...none, status: "requires_capture" })
      return intents.get(id) as PaymentIntent
    },
    lose: (intentId: string, loss: Loss, times: number) => void losses.set(intentId, { loss, times }),
    capturesOf: (id: string) => captures.filter(({ payment_intent }) => payment_intent === id),
    refundsOf: (id: string) => refunds.filter(({ payment_intent }) => payment_intent === id),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const refusal = (code: string, status: number, more: object = {}): Answer => ({
  status,
  body: { error: { type: "invalid_request_error", code, message: code, ...more } },
})

async function read(request: IncomingMessage): Promise<string> {
  let text = ""
  for await (const chunk of request) text += String(chunk)
  return text
}
