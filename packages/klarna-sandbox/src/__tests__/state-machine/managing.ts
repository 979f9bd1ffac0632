import fc, { type Arbitrary, type AsyncCommand } from "fast-check"
import { command, pick } from "./command"
import { DAY, expiryFrom, HOUR, isOver, remaining, type ManagedOrder, type Model, type Real } from "./model"

type Command = AsyncCommand<Model, Real>

const some = fc.nat({ max: 20 })
/** A share of what there is, sometimes more than that. */
const share = fc.constantFrom(0, 0.25, 0.5, 1, 1, 1.5)

const hasOrders = ({ managed }: Readonly<Model>) => managed.size > 0
const find = (model: Model, which: number): ManagedOrder => pick([...model.managed.values()], which)

type Effect = {
  name: string
  method?: string
  path: string
  body?: (order: ManagedOrder, share: number, now: number) => Record<string, number> | undefined
  /** Whether it has to be accepted. */
  isAllowed(order: ManagedOrder, now: number, amount: number): boolean
  apply(order: ManagedOrder, now: number, amount: number): void
}

const amountOf = (body: Record<string, number> | undefined) => Object.values(body ?? {})[0] ?? 0

const capture: Effect = {
  name: "capture",
  path: "/captures",
  body: (order, part, now) => ({ captured_amount: Math.round(remaining(order, now) * part) }),
  isAllowed: (order, now, amount) =>
    amount > 0 &&
    amount <= remaining(order, now) &&
    (order.fraud === "ACCEPTED" || order.fraud === "REJECTED"),
  apply: (order, _now, amount) => void (order.captured += amount),
}

const refund: Effect = {
  name: "refund",
  path: "/refunds",
  body: (order, part) => ({ refunded_amount: Math.round((order.captured - order.refunded) * part) }),
  isAllowed: (order, _now, amount) => amount > 0 && order.refunded + amount <= order.captured,
  apply: (order, _now, amount) => void (order.refunded += amount),
}

const cancel: Effect = {
  name: "cancel",
  path: "/cancel",
  isAllowed: (order, now) => order.captured === 0 && !isOver(order, now),
  apply: (order) => void (order.cancelled = true),
}

const release: Effect = {
  name: "release",
  path: "/release-remaining-authorization",
  isAllowed: (order, now) => order.captured > 0 && remaining(order, now) > 0,
  apply: (order) => void (order.released = true),
}

const reauthorize: Effect = {
  name: "authorize otherwise",
  method: "PATCH",
  path: "/authorization",
  body: (order, part) => ({ order_amount: Math.round(order.amount * part) }),
  isAllowed: (order, now, amount) =>
    !isOver(order, now) &&
    !(order.captured > 0 && (order.released || order.captured >= order.amount)) &&
    amount >= order.captured,
  apply: (order, _now, amount) => void (order.amount = amount),
}

const extend: Effect = {
  name: "extend",
  path: "/extend-authorization-time",
  isAllowed: (order, now) => remaining(order, now) > 0 && now <= order.createdAt + 180 * DAY,
  apply: (order, now) => void (order.expiresAt = expiryFrom(now)),
}

/** As often as it takes until most lives hold a refund, and few end early. */
const often = (effect: Effect, times: number): Effect[] => Array.from({ length: times }, () => effect)
const effects = [...often(capture, 5), ...often(refund, 4), ...often(reauthorize, 2), release, extend, cancel]

const manage = fc.tuple(fc.constantFrom(...effects), some, share).map(([effect, which, part]) =>
  command(
    `${effect.name} (${part}) order ${which}`,
    async (model, real) => {
      const order = find(model, which)
      const { method = "POST" } = effect
      const body = effect.body?.(order, part, model.now)
      const amount = amountOf(body)
      const isAllowed = effect.isAllowed(order, model.now, amount)
      const path = `/ordermanagement/v1/orders/${order.id}${effect.path}`
      const key = `key-${model.nextKey++}`
      const answer = await real.call(method, path, body, key)
      expect(`${effect.name} of ${amount}: ${answer.status < 300}`).toBe(
        `${effect.name} of ${amount}: ${isAllowed}`
      )
      if (isAllowed) effect.apply(order, model.now, amount)
      model.keyed.push({ method, path, body, key, at: model.now, answer })
    },
    hasOrders
  )
)

/** The same for another amount. */
/** Other amounts, still of the described shape: calls are compared with the descriptions, also those that are repeats. */
const ofOne = (body: unknown) =>
  body &&
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === "number" ? 1 : value])
  )

/** A key that is used again within a day gives the first answer, whatever the body says now. */
const repeat = fc.tuple(some, fc.boolean()).map(([which, isOther]) =>
  command(
    `repeat keyed call ${which}${isOther ? " with another body" : ""}`,
    async (model, real) => {
      const { method, path, body, key, at, answer } = pick(model.keyed, which)
      if (at + DAY <= model.now) return
      const before = real.state()
      const again = await real.call(method, path, isOther ? ofOne(body) : body, key)
      const headers = ({ headers: given }: typeof answer) =>
        ["capture-id", "refund-id", "location", "klarna-correlation-id"].map((name) => given.get(name))
      expect({ status: again.status, body: again.body, headers: headers(again) }).toEqual({
        status: answer.status,
        body: answer.body,
        headers: headers(answer),
      })
      expect(real.state()).toBe(before)
    },
    ({ keyed }) => keyed.length > 0
  )
)

const decide = fc
  .tuple(some, fc.constantFrom("accept", "accept", "reject", "stop"))
  .map(([which, decision]) =>
    command(
      `${decision} order ${which}`,
      async (model, real) => {
        const order = find(model, which)
        const isAllowed = !isOver(order, model.now)
        const { status } = await real.control("POST", `/orders/${order.id}/fraud`, { decision })
        expect(status).toBe(isAllowed ? 200 : 409)
        if (!isAllowed) return
        order.fraud = decision === "accept" ? "ACCEPTED" : decision === "reject" ? "REJECTED" : "STOPPED"
        if (decision === "reject") order.rejectedAt = model.now
      },
      hasOrders
    )
  )

const SPANS = [60_000, HOUR, 4 * HOUR, DAY, 2 * DAY, 10 * DAY]

export const passTime = fc.constantFrom(...SPANS).map((ms) =>
  command(`wait ${ms / HOUR} hours`, async (model, real) => {
    await real.sandbox.advance(ms)
    model.now += ms
  })
)

/** What merchants do with orders, what Klarna decides, and time. */
export const managing: Arbitrary<Command>[] = [
  ...Array.from({ length: 8 }, () => manage),
  repeat,
  repeat,
  decide,
  passTime,
]
