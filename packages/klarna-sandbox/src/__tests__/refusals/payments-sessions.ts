import { buyer, createPaymentsSession } from "../support/payments"
import {
  HOUR,
  sessions,
  create,
  bad,
  lines,
  placed,
  invalidSession,
  completed,
  notAllowed,
  https,
} from "./payments-scenes"
import { NOBODY, row, type Row } from "./row"

/** klarna-payments.md §4 and §8. */
export const sessionRows: Row[] = [
  bad("no amount", { order_amount: undefined }, "order_amount"),
  bad("no lines", { order_lines: undefined }, "order_lines"),
  bad("an empty cart", { order_lines: [] }, "order_lines"),
  bad("no country", { purchase_country: undefined }, "purchase_country"),
  bad("no currency", { purchase_currency: undefined }, "purchase_currency"),
  bad("a country without Klarna Payments", { purchase_country: "JP" }, "purchase_country"),
  bad("a currency that is not the country's", { purchase_currency: "EUR" }, "purchase_currency"),
  bad(
    "a bill from a country with another currency",
    { billing_address: { country: "NO" } },
    "purchase_currency"
  ),
  bad(
    "a bill from a country without Klarna Payments",
    { billing_address: { country: "JP" } },
    "billing_address.country"
  ),
  bad("a locale that is none", { locale: "Swedish" }, "locale"),
  bad("lines that are not the amount", { order_amount: 31631 }, "order_amount"),
  bad("a tax that is off by more than the lines", { order_tax_amount: 6329 }, "order_tax_amount"),
  bad("a line's total", lines({ total_discount_amount: 0 }), "order_lines[0].total_amount"),
  bad("a line's rate", lines({ tax_rate: 10_001 }), "order_lines[0].tax_rate"),
  row(
    "a line's tax",
    create(lines({ total_tax_amount: 5344 })),
    400,
    "BAD_VALUE",
    /^Bad value: order_lines\[0\]\.total_tax_amount/
  ),
  bad("a line's reference", lines({}, { reference: "x".repeat(256) }), "order_lines[1].reference"),
  bad("an unknown intent", { intent: "steal" }, "intent"),
  bad(
    "an attachment without a body",
    { attachment: { content_type: "application/json" } },
    "attachment.body"
  ),
  bad(
    "an e-mail address that is none",
    { billing_address: { ...buyer, email: "alva" } },
    "billing_address.email"
  ),
  bad(
    "a name of one letter",
    { shipping_address: { ...buyer, given_name: "A" } },
    "shipping_address.given_name"
  ),
  bad(
    "a name with a full stop",
    { billing_address: { ...buyer, family_name: "St. John" } },
    "billing_address.family_name"
  ),
  bad("authorization over http", { merchant_urls: { authorization: "http://shop.example/a" } }, https),
  bad(
    "authorization over http on this machine, when strict",
    { merchant_urls: { authorization: "http://localhost:9000/a" } },
    https,
    { strictHttps: true }
  ),

  row("reading what never was", () => ({ path: `${sessions}/${NOBODY}` }), ...invalidSession),
  row(
    "reading what is over",
    async (scene) => {
      const id = await createPaymentsSession(scene.client)
      await scene.sandbox.advance(48 * HOUR)
      return { path: `${sessions}/${id}` }
    },
    ...invalidSession
  ),
  row(
    "reading another merchant's session",
    async (scene) => ({ path: `${sessions}/${await createPaymentsSession(scene.client)}`, as: "other" }),
    ...notAllowed
  ),
  row(
    "updating what never was",
    () => ({ method: "POST", path: `${sessions}/${NOBODY}`, body: {} }),
    ...invalidSession
  ),
  row(
    "updating what was bought",
    async (scene) => ({ method: "POST", path: `${sessions}/${(await placed(scene)).sessionId}`, body: {} }),
    ...completed
  ),
  row(
    "an update that does not add up",
    async (scene) => ({
      method: "POST",
      path: `${sessions}/${await createPaymentsSession(scene.client)}`,
      body: { order_amount: 1 },
    }),
    400,
    "BAD_VALUE",
    "Bad value: order_amount"
  ),
  row(
    "authorizing what was bought",
    async (scene) => ({ method: "POST", path: `/_sandbox/kp/${(await placed(scene)).sessionId}/authorize` }),
    404,
    undefined,
    /already been completed/
  ),
  row(
    "finalizing what needs no last step",
    async (scene) => ({
      method: "POST",
      path: `/_sandbox/kp/${await createPaymentsSession(scene.client)}/finalize`,
    }),
    409,
    undefined,
    /Nothing waits/
  ),
]
