import { readFileSync } from "node:fs"
import { join } from "node:path"
import Ajv from "ajv"
import { parse } from "yaml"
import type { Answer } from "./support/client"
import { authorize, buyer, paymentsSession } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

/** A folder with Klarna's published API descriptions, which are not part of this repository. */
const DIRECTORY = process.env.KLARNA_OPENAPI_DIR
const described = DIRECTORY ? it : it.skip

const bench = withSandbox()

type Schemas = Record<string, Record<string, unknown>>
type Description = { components: { schemas: Schemas } }

/** @returns what is wrong with a body by the named schema, members that nobody described included */
function reader(file: string) {
  const { components } = parse(readFileSync(join(DIRECTORY ?? "", file), "utf8")) as Description
  for (const schema of Object.values(components.schemas)) {
    if (schema.properties) schema.additionalProperties = false
  }
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    formats: { int32: true, int64: true, date: true, "date-time": true },
  })
  return (schema: string, body: unknown): string[] => {
    const validate = ajv.compile({ $ref: `#/components/schemas/${schema}`, components })
    validate(body)
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${schema}${instancePath} ${message} ${JSON.stringify(params)}`
    )
  }
}

const customer = { date_of_birth: "1990-01-01", gender: "female" }
const merchant_urls = { confirmation: "https://shop.example/thanks" }
const session = paymentsSession({
  intent: "buy_and_tokenize",
  billing_address: buyer,
  customer,
  merchant_urls,
})
const { intent: _intent, ...order } = session as typeof session & { intent: string }

describe("the published descriptions (set KLARNA_OPENAPI_DIR to a folder that holds them)", () => {
  described(
    "fit what Klarna Payments and the customer tokens answer, and what these tests send",
    async () => {
      const problems: string[] = []
      const [payments, tokens] = [reader("klarna-payments.json"), reader("customer-token.yml")]
      const check = (read: typeof payments, schema: string, body: unknown) =>
        problems.push(...read(schema, body))
      const call = async (method: string, path: string, body?: unknown): Promise<Answer> =>
        bench.client.call(method, path, body)

      check(payments, "session_create", session)
      const created = (await call("POST", "/payments/v1/sessions", session)).body
      check(payments, "merchant_session", created)
      const { authorization_token: token } = (await authorize(bench.client, created.session_id)).body
      check(payments, "session_read", (await call("GET", `/payments/v1/sessions/${created.session_id}`)).body)

      const wish = {
        description: "Lamps",
        intended_use: "SUBSCRIPTION",
        locale: "sv-SE",
        purchase_country: "SE",
        purchase_currency: "SEK",
      }
      check(payments, "customer_token_creation_request", wish)
      const made = (await call("POST", `/payments/v1/authorizations/${token}/customer-token`, wish)).body
      check(payments, "customer_token_creation_response", made)
      check(payments, "create_order_request", order)
      const placed = await call("POST", `/payments/v1/authorizations/${token}/order`, order)
      check(payments, "order", placed.body)
      const refused = await call("POST", `/payments/v1/authorizations/${token}/order`, wish)
      check(payments, "ErrorV2", refused.body)

      const path = `/customer-token/v1/tokens/${made.token_id}`
      check(tokens, "customer_token", (await call("GET", path)).body)
      const { order_amount, order_tax_amount, order_lines, purchase_currency } = order
      const charge = { order_amount, order_tax_amount, order_lines, purchase_currency, merchant_urls }
      check(tokens, "customer_token_order", charge)
      check(tokens, "order", (await call("POST", `${path}/order`, charge)).body)

      expect(problems).toEqual([])
      expect([placed.status, refused.status]).toEqual([200, 409])
    }
  )
})
