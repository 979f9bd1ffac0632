import {
  afterAction,
  urlsFor,
  type BrowserUrl,
  type BuyerAction,
  type Channel,
} from "../../src/domain/page-outcomes"
import { checkoutOrderUrl, paymentsSessionUrl } from "../../src/klarna"
import { describeContract, type Contract } from "./support/contract"
import { sessionBody } from "./support/payments"
import { checkoutBody } from "./support/purchase"

const ACQUIRING = { ecommerce: "ECOMMERCE", in_store: "IN_STORE", telesales: "TELESALES" } as const
const CHANNELS: Channel[] = ["ecommerce", "in_store", "telesales"]

/** The addresses besides success, failure and error; `urlsFor` gives one of the first two. */
const LEAVING: BrowserUrl[][] = [["back"], ["cancel"], ["back", "cancel"], []]

const payments: [string, (contract: Contract, channel: Channel) => Promise<string>][] = [
  [
    "Klarna Checkout",
    async (contract, channel) => {
      const body = checkoutBody()
      const order = await contract.checkout.createOrder({
        ...body,
        options: { ...body.options, acquiring_channel: ACQUIRING[channel] },
      })
      return checkoutOrderUrl(contract.baseUrl, order.order_id)
    },
  ],
  [
    "Klarna Payments",
    async (contract, channel) => {
      const session = await contract.payments.createSession({
        ...sessionBody(),
        acquiring_channel: ACQUIRING[channel],
      })
      return paymentsSessionUrl(contract.baseUrl, session.session_id)
    },
  ],
]

const rows = CHANNELS.flatMap((channel) =>
  LEAVING.flatMap((leaving) =>
    (["open", "approve", "decline", "fail", "leave"] as const).map(
      (action): [Channel, BrowserUrl[], BuyerAction] => [channel, leaving, action]
    )
  )
)

describeContract("the table of what Klarna's page does", (contract, itWithShopper) => {
  describe.each(payments)("with %s", (_, pay) => {
    itWithShopper.each(rows)("%s, given %j, %s", async (channel, leaving, action) => {
      const urls: BrowserUrl[] = ["success", "failure", "error", ...leaving]
      const page = await contract().hostedPaymentPage.createSession({
        payment_session_url: await pay(contract(), channel),
        merchant_urls: Object.fromEntries(urls.map((url) => [url, `https://shop.example/${url}`])),
      })
      const hpp = page.session_id
      if (action !== "open") await contract().control(`hpp/${hpp}/consumer`, { action: "open" })
      const answer = await contract().control(`hpp/${hpp}/consumer`, {
        action: pressed(channel, leaving, action),
      })
      const after = afterAction({ channel, urls, status: "IN_PROGRESS" }, action)
      expect((await contract().hostedPaymentPage.readSession(hpp)).status).toBe(after.status)
      expect(answer.redirect_to).toBe(
        after.browser === "klarna" ? null : `https://shop.example/${after.browser}`
      )
    })
  })

  itWithShopper.each(CHANNELS)("gives a page of %s the one way out that it is to have", async (channel) => {
    const [, way] = urlsFor(channel)
    expect(way).toBe(channel === "ecommerce" ? "back" : "cancel")
  })
})

/** The button that the page shows for leaving. */
const pressed = (channel: Channel, leaving: BrowserUrl[], action: BuyerAction) => {
  if (action === "fail") return "error"
  if (action !== "leave") return action
  return leaving.includes("back") || (channel === "ecommerce" && leaving.length) ? "back" : "cancel"
}
