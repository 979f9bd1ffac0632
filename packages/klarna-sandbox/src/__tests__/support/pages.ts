import { createOrder, createSession, order } from "./orders"
import type { Bench } from "./with-sandbox"

export const pageUrls = {
  success: "https://shop.example/ok?o={{order_id}}",
  failure: "https://shop.example/no",
}

/** Hosted pages as a browser without script meets them. */
export function pagesOf(bench: Bench) {
  return {
    /** A page for a Checkout order that differs from the usual one by this. */
    async session(
      changes: Record<string, unknown> = {},
      merchant_urls: Record<string, string> = pageUrls,
      more: Record<string, unknown> = {}
    ) {
      const orderId = await createOrder(bench.client, order(changes))
      const { body } = await createSession(bench.client, bench.sandbox.url, orderId, merchant_urls, more)
      return {
        orderId,
        url: body.redirect_url as string,
        sessionId: body.session_id as string,
        created: body,
      }
    },
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
    statusOf: async (sessionId: string) =>
      (await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)).body.status as string,
    managedOrder: async (orderId: string) => (await bench.client.control("GET", `/orders/${orderId}`)).body,
  }
}

const textOf = async (response: Response) => (await response.text()).replace(/\s+/g, " ")
