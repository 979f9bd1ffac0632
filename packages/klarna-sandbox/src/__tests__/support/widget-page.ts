import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Page } from "playwright-core"
import { paymentsSession } from "./payments"
import { withBrowser } from "./with-browser"
import type { Bench } from "./with-sandbox"

/** What a callback got, and the name of what was thrown. */
export type Called = { result?: Record<string, unknown>; thrown?: string }

export type Widget = {
  page: Page
  /** As the shop's server got it. */
  session: { session_id: string; client_token: string }
  init(): Promise<unknown>
  /** `Klarna.Payments.{name}` with these and a callback. */
  call(name: string, ...values: unknown[]): Promise<Called>
  /** `load` into `#klarna`. */
  load(data?: object, options?: object): Promise<Called>
  /** Presses a button of the dialog that the call under way has opened. */
  choose(result: "approve" | "decline" | "close", call: Promise<Called>): Promise<Called>
  /** As `call` for what needs the consumer. */
  decide(result: "approve" | "decline" | "close", name: string, ...values: unknown[]): Promise<Called>
}

const CATEGORY = "pay_now"

/**
 * A shop's page with the widget's script in it, at another origin than the sandbox's, as shops are.
 *
 * @returns opens one for a new session that differs from the usual one by this
 */
export function withWidget(bench: Bench) {
  const open = withBrowser()
  let shop: Server

  beforeAll(async () => {
    shop = createServer((request, response) => {
      const origin = new URL(request.url ?? "", "http://shop").searchParams.get("sandbox") ?? ""
      response.setHeader("content-type", "text/html")
      response.end(`<!doctype html><div id="klarna"></div><div id="other"></div>
        <script>window.klarnaAsyncCallback = () => { window.isReady = true }</script>
        <script src="${origin}/lib/v1/api.js"></script>`)
    })
    await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  })
  afterAll(() => new Promise((resolve) => shop.close(resolve)))

  return async (changes: Record<string, unknown> = {}): Promise<Widget> => {
    const { body: session } = await bench.client.call(
      "POST",
      "/payments/v1/sessions",
      paymentsSession(changes)
    )
    const { port } = shop.address() as AddressInfo
    const page = await open(`http://127.0.0.1:${port}/?sandbox=${encodeURIComponent(bench.sandbox.url)}`)
    const call: Widget["call"] = (name, ...values) =>
      page.evaluate(`new Promise((resolve) => {
        let result
        const done = (given) => { result = given; setTimeout(() => resolve({ result }), 0) }
        try {
          Klarna.Payments.${name}(...${JSON.stringify(values)}, done)
        } catch (error) {
          resolve({ result, thrown: error.name })
        }
      })`)
    const choose: Widget["choose"] = async (result, answer) => {
      await page.click(`dialog [data-result="${result}"]`)
      return answer
    }
    return {
      page,
      session,
      init: () =>
        page.evaluate(`Klarna.Payments.init({ client_token: ${JSON.stringify(session.client_token)} })`),
      call,
      choose,
      load: (data = {}, options = {}) =>
        call("load", { container: "#klarna", payment_method_category: CATEGORY, ...options }, data),
      decide: (result, ...calling) => choose(result, call(...calling)),
    }
  }
}
