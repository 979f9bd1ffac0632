import { createOrder, createSession, order } from "./orders"
import { buyer, createPaymentsSession } from "./payments"
import type { Bench } from "./with-sandbox"

type Members = Record<string, unknown>

export const pageUrls = {
  success: "https://shop.example/ok?o={{order_id}}",
  failure: "https://shop.example/no",
}

/** Hosted pages, as a browser without script meets them, and what they stand on. */
export function pagesOf(bench: Bench) {
  /** A page for a Checkout order that differs from the usual one by this. */
  async function session(changes: Members = {}, urls: Record<string, string> = pageUrls, more: Members = {}) {
    const orderId = await createOrder(bench.client, order(changes))
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId, urls, more)
    return { orderId, url: body.redirect_url as string, sessionId: body.session_id as string, created: body }
  }

  /** A page for a Payments session, which places the order. All is filled in: one press pays. */
  async function paymentsPage(changes: Members = {}, options: Members = {}, merchant_urls: Members = {}) {
    const kpSessionId = await createPaymentsSession(bench.client, { billing_address: buyer, ...changes })
    const { body } = await bench.client.call("POST", "/hpp/v1/sessions", {
      payment_session_url: `${bench.sandbox.url}/payments/v1/sessions/${kpSessionId}`,
      options: { place_order_mode: "PLACE_ORDER", ...options },
      merchant_urls,
    })
    return {
      kpSessionId,
      url: body.redirect_url as string,
      sessionId: body.session_id as string,
      created: body,
    }
  }

  const readSession = async (sessionId: string) =>
    (await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)).body

  return {
    session,
    paymentsPage,
    /** As {@link session} with all filled in, and without addresses of the shop's. */
    checkoutPage: (changes: Members = {}, urls: Record<string, string> = {}) =>
      session({ billing_address: buyer, ...changes }, urls),
    look: async (url: string, headers: Record<string, string> = {}) => {
      const response = await fetch(url, { headers })
      return { status: response.status, text: await textOf(response) }
    },
    press: async (url: string, action: string, fields: Record<string, string> = {}) => {
      const body = new URLSearchParams({ ...fields, action })
      const response = await fetch(url, { method: "POST", redirect: "manual", body })
      return {
        status: response.status,
        location: response.headers.get("location"),
        text: await textOf(response),
      }
    },
    readSession,
    statusOf: async (sessionId: string) => (await readSession(sessionId)).status as string,
    managedOrder: async (orderId: string) => (await bench.client.control("GET", `/orders/${orderId}`)).body,
    isUnpaid: async (orderId: string) =>
      (await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)).body.status ===
      "checkout_incomplete",
  }
}

const textOf = async (response: Response) => (await response.text()).replace(/\s+/g, " ")
