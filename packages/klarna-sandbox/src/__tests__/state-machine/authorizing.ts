import fc, { type Arbitrary, type AsyncCommand } from "fast-check"
import { paymentsSession } from "../support/payments"
import { command, pick } from "./command"
import type { Model, Real } from "./model"
import { cart } from "./shopping"

type Command = AsyncCommand<Model, Real>

const some = fc.nat({ max: 20 })

const RESULTS = ["approve", "approve", "approve", "decline", "close", "pending", "reject_order"]

const authorize = fc.tuple(some, fc.constantFrom(...RESULTS)).map(([which, result]) =>
  command(
    `${result} Payments session ${which} in the widget`,
    async (model, real) => {
      const session = pick(model.paymentsSessions, which)
      const { body } = await real.control("POST", `/kp/${session.id}/authorize`, { result })
      const token: unknown = body.authorization_token
      if (typeof token === "string") model.authorizations.push({ token, amount: session.amount })
    },
    ({ paymentsSessions }) => paymentsSessions.length > 0
  )
)

/** Placed once; asked for again, the first answer counts, and other words are a conflict. */
const place = fc.tuple(some, fc.constantFrom(0, 0, 1), fc.boolean()).map(([which, more, auto_capture]) =>
  command(
    `place the order of authorization ${which}${more ? ", too high" : ""}`,
    async (model, real) => {
      const { token, amount } = pick(model.authorizations, which)
      const path = `/payments/v1/authorizations/${token}/order`
      const body = { ...paymentsSession(cart(amount + more)), auto_capture }
      const first = await real.call("POST", path, body)
      if (first.status !== 200) return
      const placed = real.state()
      const again = await real.call("POST", path, body)
      expect({ status: again.status, answer: again.body }).toEqual({ status: 200, answer: first.body })
      const other = await real.call("POST", path, { ...body, merchant_reference1: "other" })
      expect({ status: other.status, code: other.body.error_code }).toEqual({
        status: 409,
        code: "BAD_VALUE",
      })
      expect(real.state()).toBe(placed)
    },
    ({ authorizations }) => authorizations.length > 0
  )
)

const cancelAuthorization = some.map((which) =>
  command(
    `cancel authorization ${which}`,
    async (model, real) => {
      const { token } = pick(model.authorizations, which)
      await real.call("DELETE", `/payments/v1/authorizations/${token}`)
    },
    ({ authorizations }) => authorizations.length > 0
  )
)

const createToken = some.map((which) =>
  command(
    `create a customer token from authorization ${which}`,
    async (model, real) => {
      const { token } = pick(model.authorizations, which)
      const { status, body } = await real.call(
        "POST",
        `/payments/v1/authorizations/${token}/customer-token`,
        {
          description: "Lamps, monthly",
          intended_use: "SUBSCRIPTION",
          locale: "sv-SE",
          purchase_country: "SE",
          purchase_currency: "SEK",
        }
      )
      if (status === 200) model.customerTokens.push(body.token_id)
    },
    ({ authorizations }) => authorizations.length > 0
  )
)

const charge = fc.tuple(some, fc.integer({ min: 0, max: 20_000 })).map(([which, amount]) =>
  command(
    `charge customer token ${which} with ${amount}`,
    async (model, real) => {
      const path = `/customer-token/v1/tokens/${pick(model.customerTokens, which)}/order`
      const body = { purchase_currency: "SEK", ...cart(amount) }
      const key = `key-${model.nextKey++}`
      const answer = await real.call("POST", path, body, key)
      if (answer.status === 200) model.charges += 1
      model.keyed.push({ method: "POST", path, body, key, at: model.now, answer })
    },
    ({ customerTokens }) => customerTokens.length > 0
  )
)

const cancelToken = some.map((which) =>
  command(
    `cancel customer token ${which}`,
    async (model, real) => {
      const path = `/customer-token/v1/tokens/${pick(model.customerTokens, which)}`
      await real.call("PATCH", `${path}/status`, { status: "CANCELLED" })
      const { body } = await real.call("GET", path)
      expect(body.status).toBe("CANCELLED")
    },
    ({ customerTokens }) => customerTokens.length > 0
  )
)

/** What happens between a Klarna Payments session and its orders. */
export const authorizing: Arbitrary<Command>[] = [
  authorize,
  authorize,
  place,
  place,
  cancelAuthorization,
  createToken,
  createToken,
  charge,
  cancelToken,
]
