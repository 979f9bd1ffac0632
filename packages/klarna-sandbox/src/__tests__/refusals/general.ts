import { holdCapture } from "../support/held-capture"
import { order, paidOrder } from "../support/orders"
import { NOBODY, row, type Scene } from "./row"

const orders = "/checkout/v3/orders"
const managed = (id: string, rest = "") => `/ordermanagement/v1/orders/${id}${rest}`
const nobody = { path: managed(NOBODY), headers: { authorization: "Basic nobody" } }
const setting = (scene: Scene, settings: object) => scene.client.control("POST", "/settings", settings)

/** A capture that the fault answers instead of Order Management. */
const faulty = (fault: object) => async (scene: Scene) => {
  const id = await paidOrder(scene.client)
  await scene.client.control("POST", "/faults", { match: { path: "/captures$" }, ...fault })
  return { method: "POST", path: managed(id, "/captures"), body: { captured_amount: 1 } }
}

/** What every API refuses alike. */
export const general = [
  row("credentials that nobody has", () => nobody, 401, "UNAUTHORIZED"),
  row(
    "credentials that nobody has, in the words of a gateway",
    async (scene) => {
      await setting(scene, { unauthorized_body: "singular" })
      return nobody
    },
    401,
    "PERMISSION_DENIED",
    "Authentication failed or permission not granted"
  ),
  row(
    "credentials that nobody has, without a word",
    async (scene) => {
      await setting(scene, { unauthorized_body: "empty" })
      return nobody
    },
    401
  ),
  row(
    "credentials of another region",
    async (scene) => {
      await setting(scene, { region: "na" })
      return { path: managed(NOBODY), as: "eu" }
    },
    401,
    "UNAUTHORIZED"
  ),
  row(
    "a merchant that is not active",
    () => ({ method: "POST", path: orders, body: order(), as: "inactive" }),
    403,
    "MERCHANT_INACTIVE"
  ),
  row("a path that does not exist", () => ({ path: "/payments/v2/sessions" }), 404, "NOT_FOUND"),
  row(
    "a method that does not exist",
    () => ({ method: "DELETE", path: `/payments/v1/sessions/${NOBODY}` }),
    405,
    "METHOD_NOT_ALLOWED"
  ),
  row("a body that is not JSON", () => ({ method: "POST", path: orders, body: "{" }), 400, "BAD_REQUEST"),
  row("a body that is no object", () => ({ method: "POST", path: orders, body: "[]" }), 400, "BAD_REQUEST"),
  row(
    "a body over 1 MB",
    () => ({ method: "POST", path: orders, body: "x".repeat(1024 * 1024 + 1) }),
    413,
    "REQUEST_TOO_LARGE",
    "Request is too large"
  ),
  row(
    "too many calls in a second",
    async (scene) => {
      await setting(scene, { rate_limits: true })
      for (let calls = 0; calls < 50; calls += 1) await scene.client.call("GET", managed(NOBODY))
      return { path: managed(NOBODY) }
    },
    429,
    "TOO_MANY_REQUESTS",
    "Too many requests"
  ),
  row("too many calls, by a fault", faulty({ kind: "rate_limit" }), 429, "TOO_MANY_REQUESTS"),
  row(
    "whatever a fault says",
    faulty({ kind: "status", status: 403, error_code: "PAYMENT_METHOD_FAILED" }),
    403,
    "PAYMENT_METHOD_FAILED"
  ),
  row(
    "a server that failed, by a fault",
    faulty({ kind: "status", status: 500 }),
    500,
    "INTERNAL_SERVER_ERROR"
  ),
  row(
    "a server that failed otherwise, by a fault",
    faulty({ kind: "status", status: 500, error_code: "UNEXPECTED_ERROR" }),
    500,
    "UNEXPECTED_ERROR"
  ),
  ...[502, 503, 504].map((status) =>
    row(
      `a gateway that failed with ${status}, by a fault`,
      faulty({ kind: "status", status, error_code: "TEMPORARILY_UNAVAILABLE" }),
      status,
      "TEMPORARILY_UNAVAILABLE"
    )
  ),
  row(
    "a conflict with what is under way, by a fault",
    faulty({ kind: "status", status: 409, error_code: "CONFLICT" }),
    409,
    "CONFLICT"
  ),
  row(
    "a key whose first request is not answered yet",
    async (scene) => {
      await setting(scene, { idempotency_in_flight: "refused" })
      const id = await paidOrder(scene.client)
      await holdCapture(scene.client, id, "key")
      const headers = { "Klarna-Idempotency-Key": "key" }
      return { method: "POST", path: managed(id, "/captures"), body: { captured_amount: 1 }, headers }
    },
    409,
    "CONFLICT"
  ),
  row(
    "a control route that does not exist",
    () => ({ path: "/_sandbox/nowhere" }),
    404,
    undefined,
    /no such path/
  ),
  row(
    "a control route with too much to read",
    () => ({ method: "POST", path: "/_sandbox/settings", body: "x".repeat(1024 * 1024 + 1) }),
    413,
    undefined,
    /too large/
  ),
]
