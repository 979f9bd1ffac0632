import { randomUUID } from "node:crypto"
import type { Clock } from "../clock"
import { LIVE_SUBSCRIPTIONS as LIVE, SETTLED_CHARGES, type ChargeRow } from "../subscription-rows"
import { firstRow, type Connection } from "./knex"
import { refuseUnsentCharges } from "./refuse-unsent-charges"

/** Longer than a charge takes with all its retries: then whoever claimed it is dead. */
const CLAIM_MS = 180_000

type Changes = Partial<Omit<ChargeRow, "id" | "subscription_id" | "period" | "created_at" | "updated_at">>

export function createChargeStore(connection: Connection, now: Clock) {
  const table = () => connection<ChargeRow>("klarna_charge").whereNull("deleted_at")
  const stamp = () => new Date(now())
  const written = (changes: Changes) => ({
    ...changes,
    ...(changes.last_error ? { last_error: JSON.stringify(changes.last_error) as never } : {}),
    updated_at: stamp(),
  })

  return {
    byId: (id: string) => firstRow<ChargeRow>(table().where({ id })),

    byOrder: (orderId: string) => firstRow<ChargeRow>(table().where({ order_id: orderId })),

    /** Oldest first. */
    ofSubscription: async (subscriptionId: string): Promise<ChargeRow[]> =>
      table().where({ subscription_id: subscriptionId }).orderBy("period"),

    /** The oldest that is not settled: the next one waits for it. */
    openOf: (subscriptionId: string) =>
      firstRow<ChargeRow>(
        table()
          .where({ subscription_id: subscriptionId })
          .whereNotIn("state", SETTLED_CHARGES)
          .orderBy("period")
          .limit(1)
      ),

    /** Open ones of several subscriptions at once, for lists. */
    openOfAll: async (subscriptionIds: string[]): Promise<ChargeRow[]> =>
      table()
        .whereIn("subscription_id", subscriptionIds)
        .whereNotIn("state", SETTLED_CHARGES)
        .orderBy("period"),

    /** Ids of charges whose time has come: of each subscription the oldest alone, and those that were not told. */
    async dueIds(limit: number): Promise<string[]> {
      const rows = await connection("klarna_charge as due")
        .whereNull("due.deleted_at")
        .where("due.next_attempt_at", "<=", stamp())
        .where((free) => void free.whereNull("due.claimed_until").orWhere("due.claimed_until", "<", stamp()))
        .whereNotExists(
          (older) =>
            void older
              .select(connection.raw("1"))
              .from("klarna_charge as older")
              .whereNull("older.deleted_at")
              .whereRaw("older.subscription_id = due.subscription_id and older.period < due.period")
              .whereNotIn("older.state", SETTLED_CHARGES)
        )
        .orderBy("due.next_attempt_at")
        .limit(limit)
        .select("due.id")
      return rows.map(({ id }: { id: string }) => id)
    },

    /** Something happened to the order of a charge: it is looked at soon. @returns nothing when there is none open */
    wake: (orderId: string) =>
      firstRow<ChargeRow>(
        table()
          .where({ order_id: orderId })
          .whereNotIn("state", SETTLED_CHARGES)
          .update(written({ next_attempt_at: stamp() }))
          .returning("*")
      ),

    /** Takes a charge for one runner; of any number that try, one succeeds. */
    async claim(id: string): Promise<{ row: ChargeRow; owner: string } | undefined> {
      const owner = randomUUID()
      const row = await firstRow<ChargeRow>(
        table()
          .where({ id })
          .where((free) => void free.whereNull("claimed_until").orWhere("claimed_until", "<", stamp()))
          .update({
            claimed_by: owner,
            claimed_until: new Date(now() + CLAIM_MS),
            updated_at: stamp(),
          })
          .returning("*")
      )
      return row && { row, owner }
    },

    async release(id: string, owner: string): Promise<void> {
      await table()
        .where({ id, claimed_by: owner })
        .update({ claimed_by: null, claimed_until: null, updated_at: stamp() })
    },

    update: (id: string, changes: Changes) =>
      firstRow<ChargeRow>(table().where({ id }).update(written(changes)).returning("*")),

    /**
     * Runs work that leads to a charge at Klarna, unless the charge or its subscription is over. Neither can end before
     * the work is done.
     */
    whileWanted: <Result>(
      id: string,
      work: (on: Connection) => Promise<Result>
    ): Promise<Result | undefined> =>
      connection.transaction(async (on) => {
        const [wanted] = (await on("klarna_charge as charge")
          .join("klarna_subscription as subscription", "subscription.id", "charge.subscription_id")
          .where("charge.id", id)
          .whereNotIn("charge.state", SETTLED_CHARGES)
          .whereIn("subscription.status", LIVE)
          .select("charge.id")
          .forShare()) as { id: string }[]
        return wanted && work(on)
      }),

    /**
     * Ends a charge that nobody wants any more, with what was about to be sent for it.
     *
     * @returns nothing when it was settled before, or when it may be at Klarna by now
     */
    cancel: (id: string): Promise<ChargeRow | undefined> =>
      connection.transaction(async (on) => {
        await refuseUnsentCharges(on, (of) => void of.where({ id }), stamp())
        const mayBeCharged = on("klarna_operation")
          .where({ klarna_order_id: id, kind: "charge" })
          .whereNot({ status: "refused" })
          .whereNull("deleted_at")
        return firstRow<ChargeRow>(
          on<ChargeRow>("klarna_charge")
            .where({ id })
            .whereNotIn("state", SETTLED_CHARGES)
            .whereNotExists(mayBeCharged)
            .update(written({ next_attempt_at: null, settled_at: stamp(), state: "cancelled" }))
            .returning("*")
        )
      }),

    /** Ends a charge; one that was settled before stays as it was, and nothing comes back. */
    settle: (id: string, changes: Changes & { state: "charged" | "skipped" }) =>
      firstRow<ChargeRow>(
        table()
          .where({ id })
          .whereNotIn("state", SETTLED_CHARGES)
          .update(written({ next_attempt_at: null, settled_at: stamp(), ...changes }))
          .returning("*")
      ),
  }
}

export type ChargeStore = ReturnType<typeof createChargeStore>
