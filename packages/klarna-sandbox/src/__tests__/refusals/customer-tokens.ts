import { lamps } from "../support/orders"
import { authorized } from "../support/payments"
import { NOBODY, row, type RefusedCall, type Row, type Scene } from "./row"

const tokens = "/customer-token/v1/tokens"

async function token(scene: Scene, switched?: object): Promise<string> {
  const { token: authorization } = await authorized(scene.client, { intent: "tokenize" })
  const { body } = await scene.client.call(
    "POST",
    `/payments/v1/authorizations/${authorization}/customer-token`,
    {
      description: "Lamps, monthly",
      intended_use: "SUBSCRIPTION",
      locale: "sv-SE",
      purchase_country: "SE",
      purchase_currency: "SEK",
    }
  )
  if (switched) await scene.client.control("POST", `/customer-tokens/${body.token_id}`, switched)
  return body.token_id as string
}

const charge = (id: string, changes = {}): RefusedCall => ({
  method: "POST",
  path: `${tokens}/${id}/order`,
  body: {
    purchase_currency: "SEK",
    order_amount: lamps.total_amount,
    order_tax_amount: lamps.total_tax_amount,
    order_lines: [lamps],
    ...changes,
  },
})

const setStatus = (id: string, status: unknown): RefusedCall => ({
  method: "PATCH",
  path: `${tokens}/${id}/status`,
  body: { status },
})

const refusedWith = (code: string): Row =>
  row(
    `a charge that the payment method refuses with ${code}`,
    async (scene) => charge(await token(scene, { refuses_with: code })),
    403,
    code
  )

const bad = (title: string, changes: object, path: string): Row =>
  row(title, async (scene) => charge(await token(scene), changes), 400, "BAD_VALUE", `Bad value: ${path}`)

/** klarna-payments.md §7. */
export const customerTokens: Row[] = [
  row(
    "reading no token",
    () => ({ path: `${tokens}/${NOBODY}` }),
    404,
    "NOT_FOUND",
    "Invalid customer-token ID"
  ),
  row(
    "reading another merchant's token",
    async (scene) => ({ path: `${tokens}/${await token(scene)}`, as: "other" }),
    403,
    "INVALID_OPERATION"
  ),
  row("cancelling no token", () => setStatus(NOBODY, "CANCELLED"), 404, "NOT_FOUND", "Invalid token ID"),
  row(
    "suspending a token",
    async (scene) => setStatus(await token(scene), "SUSPENDED"),
    400,
    "BAD_VALUE",
    "Bad value: status"
  ),
  row("charging no token", () => charge(NOBODY), 404, "TOKEN_NOT_FOUND"),
  row(
    "charging another merchant's token",
    async (scene) => ({ ...charge(await token(scene)), as: "other" }),
    403,
    "TOKEN_FORBIDDEN"
  ),
  ...["SUSPENDED", "CANCELLED"].map((status) =>
    row(
      `charging a token that is ${status.toLowerCase()}`,
      async (scene) => charge(await token(scene, { status })),
      403,
      `TOKEN_${status}`
    )
  ),
  row(
    "charging in another currency",
    async (scene) => charge(await token(scene), { purchase_currency: "EUR" }),
    403,
    "PAYMENT_METHOD_CURRENCY_MISMATCH"
  ),
  refusedWith("PAYMENT_METHOD_FAILED"),
  refusedWith("UNAVAILABLE_PAYMENT_METHOD"),
  bad(
    "charging nothing",
    {
      order_amount: 0,
      order_tax_amount: 0,
      order_lines: [{ ...lamps, total_discount_amount: 29700, total_amount: 0, total_tax_amount: 0 }],
    },
    "order_amount"
  ),
  bad("charging without a tax", { order_tax_amount: undefined }, "order_tax_amount"),
  bad(
    "a line with much to say",
    { order_lines: [{ ...lamps, merchant_data: "x".repeat(256) }] },
    "order_lines[0].merchant_data"
  ),
  bad("an address to come back to that is missing", { merchant_urls: {} }, "merchant_urls.confirmation"),
]
