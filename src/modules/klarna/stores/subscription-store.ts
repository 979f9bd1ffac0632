import { generateEntityId } from "@medusajs/framework/utils"
import { periodDueAt, type Cadence } from "../../../domain/billing-periods"
import { duePeriods, type DuePeriods, type MissedPeriods } from "../../../domain/due-periods"
import type { Clock } from "../clock"
import {
  LIVE_SUBSCRIPTIONS as LIVE,
  type ChargeRow,
  type SubscriptionRow,
  type SubscriptionStatus,
} from "../subscription-rows"
import { firstRow, type Connection } from "./knex"
import { refuseUnsentCharges } from "./refuse-unsent-charges"

export type NewSubscription = Pick<
  SubscriptionRow,
  | "customer_id"
  | "account_id"
  | "customer_token_id"
  | "purchase_id"
  | "order_id"
  | "name"
  | "interval"
  | "interval_count"
  | "currency_code"
  | "lines"
  | "anchor_at"
  | "time_zone"
>

export type SubscriptionFilters = {
  customer_id?: string
  order_id?: string
  customer_token_id?: string
  status?: SubscriptionStatus[]
}

export function createSubscriptionStore(connection: Connection, now: Clock) {
  const table = (on: Connection = connection) =>
    on<SubscriptionRow>("klarna_subscription").whereNull("deleted_at")
  const stamp = () => new Date(now())

  /** Decides about every period that is due, within the caller's transaction: charges are made, or left out. */
  async function decide(
    on: Connection,
    row: SubscriptionRow,
    periods: DuePeriods,
    changes: Partial<SubscriptionRow> = {}
  ): Promise<void> {
    const cadence = cadenceOf(row)
    const charge = (period: number, state: "due" | "skipped") => ({
      id: generateEntityId(undefined, "klchg"),
      subscription_id: row.id,
      period,
      due_at: new Date(periodDueAt(cadence, period)),
      state,
      currency_code: row.currency_code,
      next_attempt_at: state === "due" ? stamp() : null,
      settled_at: state === "skipped" ? stamp() : null,
      created_at: stamp(),
      updated_at: stamp(),
    })
    const charges = [
      ...periods.skip.map((period) => charge(period, "skipped")),
      ...periods.charge.map((period) => charge(period, "due")),
    ]
    if (charges.length) {
      await on("klarna_charge").insert(charges).onConflict().ignore()
    }
    await table(on)
      .where({ id: row.id })
      .update({
        ...changes,
        next_period: periods.next,
        next_charge_at: new Date(periodDueAt(cadence, periods.next)),
        updated_at: stamp(),
      })
  }

  return {
    byId: (id: string) => firstRow<SubscriptionRow>(table().where({ id })),

    /** @returns the row, and whether it was there before */
    async begin(values: NewSubscription): Promise<{ row: SubscriptionRow; isNew: boolean }> {
      const { purchase_id, name, interval, interval_count } = values
      const cadence = { ...values, anchor: values.anchor_at.getTime(), timeZone: values.time_zone }
      const inserted = await firstRow<SubscriptionRow>(
        connection<SubscriptionRow>("klarna_subscription")
          .insert({
            id: generateEntityId(undefined, "klsub"),
            ...values,
            lines: JSON.stringify(values.lines) as never,
            status: "active",
            next_period: 1,
            next_charge_at: new Date(periodDueAt(cadence, 1)),
            created_at: stamp(),
            updated_at: stamp(),
          })
          .onConflict()
          .ignore()
          .returning("*")
      )
      const row =
        inserted ??
        (await firstRow<SubscriptionRow>(table().where({ purchase_id, name, interval, interval_count })))
      return { row: row as SubscriptionRow, isNew: inserted !== undefined }
    },

    ofPurchase: async (purchaseId: string): Promise<SubscriptionRow[]> =>
      table().where({ purchase_id: purchaseId }).orderBy("created_at").orderBy("id"),

    ofOrder: async (orderId: string): Promise<SubscriptionRow[]> => table().where({ order_id: orderId }),

    liveOf: async (customerId: string): Promise<SubscriptionRow[]> =>
      table().where({ customer_id: customerId }).whereIn("status", LIVE),

    /** Those that are still charged with a token. */
    ofToken: async (customerTokenId: string): Promise<SubscriptionRow[]> =>
      table().where({ customer_token_id: customerTokenId }).whereIn("status", LIVE),

    /** Newest first, with how many there are in all. */
    async list(
      { status, ...equal }: SubscriptionFilters,
      { offset, limit }: { offset: number; limit: number }
    ): Promise<{ rows: SubscriptionRow[]; count: number }> {
      const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined))
      const matching = () => {
        const found = table().where(given)
        return status?.length ? found.whereIn("status", status) : found
      }
      const [rows, [counted]] = await Promise.all([
        matching().orderBy("created_at", "desc").orderBy("id").offset(offset).limit(limit),
        matching().count<{ count: string }[]>("id as count"),
      ])
      return { rows: rows as SubscriptionRow[], count: Number(counted?.count ?? 0) }
    },

    /**
     * Makes the charges of every subscription whose time has come. One transaction, no call to anybody: of several
     * instances each takes others, and one that dies leaves nothing behind.
     *
     * @returns how many subscriptions were looked at
     */
    makeDueCharges: (limit: number, missed: MissedPeriods): Promise<number> =>
      connection.transaction(async (on) => {
        const due = (await table(on)
          .where({ status: "active" })
          .where("next_charge_at", "<=", stamp())
          .orderBy("next_charge_at")
          .limit(limit)
          .forUpdate()
          .skipLocked()) as SubscriptionRow[]
        for (const row of due) {
          await decide(on, row, duePeriods(cadenceOf(row), row.next_period, now(), missed))
        }
        return due.length
      }),

    /** The next period before its time, because somebody asked for it. @returns nothing when it is over */
    chargeEarly: (id: string, actor: string | null): Promise<ChargeRow | undefined> =>
      connection.transaction(async (on) => {
        const [row] = (await table(on).where({ id, status: "active" }).forUpdate()) as SubscriptionRow[]
        if (!row) return undefined
        const period = row.next_period
        await decide(on, row, { charge: [period], skip: [], next: period + 1 })
        return firstRow<ChargeRow>(
          on<ChargeRow>("klarna_charge")
            .where({ subscription_id: id, period })
            .update({ requested_by: actor })
            .returning("*")
        )
      }),

    /** A renewal was refused: nothing else is charged before it is paid. */
    pastDue: (id: string, reason: string) =>
      firstRow<SubscriptionRow>(
        table()
          .where({ id })
          .whereIn("status", LIVE)
          .update({ status: "past_due", status_reason: reason, updated_at: stamp() })
          .returning("*")
      ),

    /** What was owed is paid. Periods that passed meanwhile are left out: nobody was served in them. */
    resume: (id: string, customerTokenId?: string): Promise<void> =>
      connection.transaction(async (on) => {
        const [row] = (await table(on).where({ id }).forUpdate()) as SubscriptionRow[]
        if (!row) return
        const token = customerTokenId ? { customer_token_id: customerTokenId } : {}
        if (row.status !== "past_due") {
          if (customerTokenId)
            await table(on)
              .where({ id })
              .update({ ...token, updated_at: stamp() })
          return
        }
        const { next } = allDue(row, now())
        const skip = Array.from({ length: next - row.next_period }, (_, index) => row.next_period + index)
        await decide(on, row, { charge: [], skip, next }, { ...token, status: "active", status_reason: null })
      }),

    /**
     * What was about to be charged and is not on its way yet never goes out.
     *
     * @returns nothing when it was over before
     */
    end: (id: string, status: "cancelled" | "ended", actor: string | null, reason: string | null = null) =>
      connection.transaction(async (on) => {
        const ended = await firstRow<SubscriptionRow>(
          table(on)
            .where({ id })
            .whereIn("status", LIVE)
            .update({
              status,
              status_reason: reason,
              next_charge_at: null,
              cancelled_at: stamp(),
              cancelled_by: actor,
              updated_at: stamp(),
            })
            .returning("*")
        )
        if (ended) await refuseUnsentCharges(on, (of) => void of.where({ subscription_id: id }), stamp())
        return ended
      }),
  }
}

const cadenceOf = (row: SubscriptionRow): Cadence => ({
  anchor: row.anchor_at.getTime(),
  timeZone: row.time_zone,
  interval: row.interval,
  interval_count: row.interval_count,
})

const allDue = (row: SubscriptionRow, now: number) =>
  duePeriods(cadenceOf(row), row.next_period, now, "each", Number.POSITIVE_INFINITY)

export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>
