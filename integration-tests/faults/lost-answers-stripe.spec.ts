import StripeModule from "@medusajs/payment-stripe"
import type { AbstractPaymentProvider } from "@medusajs/framework/utils"
import fc from "fast-check"
import { startStripe, type Loss } from "./support/stripe/start-stripe"

jest.setTimeout(1_800_000)

/** As in `lost-answers.spec.ts`, with which this is compared. */
const LOST = Number(process.env.KLARNA_LOST_ANSWERS ?? 40)
const SEED = Number(process.env.KLARNA_FAULT_SEED ?? 20_240_229)

const MOVES = 5
const SIDE_BY_SIDE = 20
const AMOUNT = 34_900
/** Stripe's client sends a request three times. */
const TRIES = 3

type Kind = "capture" | "refund"
type Stripe = Awaited<ReturnType<typeof startStripe>>
type Intent = { id: string; currency: string }
type Move = { amount: number; losses: Loss[] }
type Provider = Pick<AbstractPaymentProvider, "capturePayment" | "refundPayment">

/** Together never more than half of the order: nothing is refused because no money is left. */
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    amount: fc.integer({ min: 1, max: Math.floor(AMOUNT / MOVES / 2) }),
    losses: fc
      .tuple(fc.array(fc.constant<Loss>("undone"), { maxLength: 1 }), fc.constant<Loss>("done"))
      .map(([undone, done]) => [...undone, done]),
  }),
  { minLength: MOVES, maxLength: MOVES }
)

/**
 * For comparison: Medusa's Stripe provider and an operator who presses the button again, with Medusa's habits. What is
 * expected here is what was found, so that a change of it is noticed.
 */
describe("Medusa's Stripe provider, when answers are lost", () => {
  let stripe: Stripe
  let provider: Provider

  beforeAll(async () => {
    stripe = await startStripe()
    provider = createProvider(stripe)
  })

  afterAll(() => stripe.close())

  /** @param row Medusa's capture or refund, the idempotency key that Medusa hands over; each try has a new one */
  const press = (kind: Kind, intent: Intent, amount: number, row: string) =>
    kind === "capture"
      ? provider.capturePayment({ data: { ...intent }, context: { idempotency_key: row } })
      : provider.refundPayment({
          data: { ...intent },
          amount: amount / 100,
          context: { idempotency_key: row },
        })

  async function until(kind: Kind, intent: Intent, n: number, { amount, losses }: Move): Promise<number> {
    for (const [attempt, loss] of losses.entries()) {
      stripe.lose(intent.id, loss, TRIES)
      await expect(press(kind, intent, amount, `${intent.id}_${kind}_${n}_${attempt}`)).rejects.toThrow()
    }
    await press(kind, intent, amount, `${intent.id}_${kind}_${n}`)
    return losses.length
  }

  async function sideBySide(count: number, work: (n: number) => Promise<void>): Promise<void> {
    const waiting = Array.from({ length: count }, (_, n) => n)
    const one = async () => {
      for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await work(n)
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one))
  }

  it(`${LOST} lost capture answers come to one capture each: Stripe captures a payment once (seed ${SEED})`, async () => {
    const plans = fc.sample(moves, { seed: SEED, numRuns: LOST })
    await sideBySide(LOST, async (n) => {
      const intent = stripe.paid(`pi_capture_${n}`, AMOUNT)
      await until("capture", intent, n, plans[n]![0] as Move)
      // Whatever part Medusa asked for: the provider names no amount.
      expect(stripe.capturesOf(intent.id)).toEqual([{ payment_intent: intent.id, amount: AMOUNT }])
    })
  })

  it(`${LOST} lost refund answers come to two refunds each: every try has a new key (seed ${SEED})`, async () => {
    const orders = Math.ceil(LOST / MOVES)
    const plans = fc.sample(moves, { seed: SEED, numRuns: orders })
    let lost = 0
    await sideBySide(orders, async (n) => {
      const intent = stripe.paid(`pi_refund_${n}`, AMOUNT)
      await press("capture", intent, AMOUNT, `${intent.id}_all`)
      const plan = plans[n] as Move[]
      for (const [move, todo] of plan.entries()) {
        const lostHere = await until("refund", intent, move, todo)
        lost += lostHere
      }
      const twice = plan.flatMap(({ amount }) => [amount, amount])
      expect(stripe.refundsOf(intent.id).map(({ amount }) => amount)).toEqual(twice)
    })
    expect(lost).toBeGreaterThanOrEqual(LOST)
  })
})

/** Medusa's own, with Stripe's own client, which asks the stand-in. */
function createProvider({ port }: Stripe): Provider {
  type Service = {
    identifier: string
    new (cradle: object, options: object): Provider & { stripe_: { _api: object } }
  }
  const services = StripeModule.services as unknown as Service[]
  const service = services.find(({ identifier }) => identifier === "stripe") as Service
  const provider = new service({}, { apiKey: "sk_test", webhookSecret: "whsec_test" })
  Object.assign(provider.stripe_._api, { host: "127.0.0.1", port, protocol: "http" })
  return provider
}
