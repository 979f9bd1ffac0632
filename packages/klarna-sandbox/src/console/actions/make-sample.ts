/* eslint-disable @medusajs/prices-in-major-units -- Klarna's amounts are minor units */
import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import type { Sandbox } from "../../sandbox"
import { ours } from "../act"
import { callOurselves } from "../call-ourselves"
import { back, seeOtherWith } from "../notice"
import { toHppSession } from "../parts/links"

/** POST /sample: an order and its hosted page, made over HTTP as a shop would, for whoever wants a look first. */
export const makeSample = ours(async (sandbox: Sandbox, request: Request): Promise<Reply> => {
  const { url } = sandbox
  const order = await call(sandbox, "/checkout/v3/orders", sampleOrder(url))
  if (typeof order.order_id !== "string") return refused(request, order)
  const session = await call(sandbox, "/hpp/v1/sessions", {
    payment_session_url: `${url}/checkout/v3/orders/${order.order_id}`,
    merchant_urls: {
      success: `${url}/orders/{{order_id}}`,
      back: `${url}/orders/${order.order_id}`,
      status_update: `${url}/sample/callbacks`,
    },
  })
  if (typeof session.session_id !== "string") return refused(request, session)
  return seeOtherWith(toHppSession(session.session_id), {
    text: "Made. Open the hosted page and pay, or press a button below.",
    isGood: true,
  })
})

/** POST /sample/callbacks: the shop that the sample belongs to; it takes what it is told. */
export const takeSampleCallback = (): Reply => ({ status: 200 })

async function call(sandbox: Sandbox, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await callOurselves(sandbox, {
    method: "POST",
    path,
    body: JSON.stringify(body),
    merchant: sandbox.merchants[0],
    headers: { "content-type": "application/json", "user-agent": "klarna-sandbox console" },
  })
  if (answer.status === null) return { error_messages: [answer.error] }
  try {
    return JSON.parse(answer.body) as Record<string, unknown>
  } catch {
    return { error_messages: [`answered ${answer.status}`] }
  }
}

const refused = (request: Request, { error_messages }: Record<string, unknown>) =>
  back(request, { text: `The sample was refused: ${[error_messages].flat().join("; ")}`, isGood: false })

const sampleOrder = (url: string) => ({
  purchase_country: "SE",
  purchase_currency: "SEK",
  locale: "en-SE",
  order_amount: 74800,
  order_tax_amount: 14960,
  merchant_reference1: "SAMPLE-1",
  billing_address: {
    given_name: "Astrid",
    family_name: "Lind",
    email: "astrid@shop.example",
    street_address: "Storgatan 1",
    postal_code: "111 22",
    city: "Stockholm",
    country: "SE",
  },
  order_lines: [
    {
      type: "physical",
      reference: "LAMP-1",
      name: "Desk lamp",
      quantity: 2,
      unit_price: 34950,
      tax_rate: 2500,
      total_amount: 69900,
      total_tax_amount: 13980,
    },
    {
      type: "shipping_fee",
      name: "Delivery",
      quantity: 1,
      unit_price: 4900,
      tax_rate: 2500,
      total_amount: 4900,
      total_tax_amount: 980,
    },
  ],
  merchant_urls: {
    terms: `${url}/`,
    checkout: `${url}/orders`,
    confirmation: `${url}/orders/{checkout.order.id}`,
    push: `${url}/sample/callbacks?order={checkout.order.id}`,
  },
})
