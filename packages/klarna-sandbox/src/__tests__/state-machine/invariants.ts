import {
  expiryFrom,
  isCancelled,
  isExpired,
  remaining,
  type ManagedOrder,
  type Model,
  type Real,
} from "./model"

type Capture = { captured_amount: number; refunded_amount: number }
type Shown = {
  status: string
  fraud_status: ManagedOrder["fraud"]
  order_amount: number
  captured_amount: number
  refunded_amount: number
  remaining_authorized_amount: number
  created_at: string
  captures: Capture[]
  refunds: { refunded_amount: number }[]
}

/** A customer token is final too, but for Klarna, who may bring it back. */
const FINAL = [
  ...["COMPLETED", "CANCELLED", "DISABLED"],
  ...["EXPIRED", "CLOSED"],
  ...["checkout_complete", "aborted", "complete"],
]

const COMPLETE: readonly unknown[] = ["checkout_complete", "complete"]

/** Everything that has to hold after every command. */
export async function checkInvariants(model: Model, real: Real) {
  const bought = real.rows("managed_order", "order_id").map(String)
  for (const id of bought) {
    const { body } = await real.client.control("GET", `/orders/${id}`)
    const shown = body as Shown
    const order = model.managed.get(id) ?? meet(model, id, shown)
    checkMoney(shown)
    checkAgainst(order, shown, model.now)
    checkFinal(model, id, shown.status)
  }
  const checkout = real.rows("checkout_order", "order_id", "status", "aborted_at", "modified_at", "body")
  const payments = real.rows("kp_session", "session_id", "status", "order_id", "body")
  const pages = real.rows(
    "hpp_session",
    "session_id",
    "status",
    "updated_at",
    "order_id",
    "authorization_token"
  )
  for (const [id, status, abortedAt, ...rest] of checkout) {
    checkFinal(model, `checkout ${String(id)}`, abortedAt === null ? status : "aborted", rest)
  }
  for (const [id, status, ...rest] of [...payments, ...pages]) checkFinal(model, String(id), status, rest)
  // Whatever is bought is one order: of a KCO order, of a KP session, or of a charge.
  const completed = [...checkout, ...payments].filter(([, status]) => COMPLETE.includes(status))
  expect(bought).toHaveLength(completed.length + model.charges)
}

/** An order that appeared: bought on a page, placed, or charged. */
function meet(model: Model, id: string, shown: Shown): ManagedOrder {
  const order: ManagedOrder = {
    id,
    amount: shown.order_amount,
    captured: shown.captured_amount,
    refunded: 0,
    cancelled: false,
    released: false,
    createdAt: Date.parse(shown.created_at),
    expiresAt: expiryFrom(Date.parse(shown.created_at)),
    fraud: shown.fraud_status,
    rejectedAt: 0,
  }
  model.managed.set(id, order)
  return order
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** Money neither appears nor vanishes: authorized = captured + remaining + released, refunded is at most captured. */
function checkMoney(shown: Shown) {
  const { order_amount, captured_amount, refunded_amount, remaining_authorized_amount } = shown
  const released = order_amount - captured_amount - remaining_authorized_amount
  const isOpen = shown.status === "AUTHORIZED"
  expect({
    captured: sum(shown.captures.map((capture) => capture.captured_amount)),
    refunded: sum(shown.refunds.map((refund) => refund.refunded_amount)),
    paidBack: sum(shown.captures.map((capture) => capture.refunded_amount)),
    isReleasedAtMost: released >= 0 && (!isOpen || released === 0),
    isRefundedAtMost: refunded_amount <= captured_amount,
    perCapture: shown.captures.every((capture) => capture.refunded_amount <= capture.captured_amount),
  }).toEqual({
    captured: captured_amount,
    refunded: refunded_amount,
    paidBack: refunded_amount,
    isReleasedAtMost: true,
    isRefundedAtMost: true,
    perCapture: true,
  })
}

/** The same, reckoned beside the sandbox from what it accepted. */
function checkAgainst(order: ManagedOrder, shown: Shown, now: number) {
  expect({
    id: order.id,
    amount: shown.order_amount,
    captured: shown.captured_amount,
    refunded: shown.refunded_amount,
    remaining: shown.remaining_authorized_amount,
    status: shown.status,
  }).toEqual({
    id: order.id,
    amount: order.amount,
    captured: order.captured,
    refunded: order.refunded,
    remaining: remaining(order, now),
    status: statusOf(order, now),
  })
}

function statusOf(order: ManagedOrder, now: number): string {
  if (isCancelled(order, now)) return "CANCELLED"
  if (order.captured === 0) return isExpired(order, now) ? "EXPIRED" : "AUTHORIZED"
  return order.released || order.captured >= order.amount ? "CAPTURED" : "PART_CAPTURED"
}

/** @param rest what may not change either once it is final */
function checkFinal(model: Model, id: string, status: unknown, rest: unknown[] = []) {
  const now = { status: String(status), rest: JSON.stringify(rest) }
  const before = model.seen.get(id)
  if (before !== undefined && FINAL.includes(before.status)) expect({ id, ...now }).toEqual({ id, ...before })
  model.seen.set(id, now)
}
