import { bootLedger, type Surroundings } from "./boot-ledger"
import { EFFECTS, type EffectName } from "./effects"
import { heldBefore, watchCalls, type Held } from "./hold-at-step"
import { dropDeadRows, find, sweep } from "./recover"
import type { Victim } from "./victim"

/** Never held: the work comes to its end. */
const NEVER = Number.POSITIVE_INFINITY

const MONEY: EffectName[] = ["capture", "refund"]

/** What the parent may ask of this process. */
function createCommands({ bench, connection }: Awaited<ReturnType<typeof bootLedger>>) {
  const rowsOf = async (victim: Victim) => {
    const { captures, refunds } = await find(bench, connection, victim)
    return [...captures, ...refunds].map(({ id }) => id)
  }
  return {
    prepare: async (effect: EffectName) => EFFECTS[effect].prepare(bench),

    /** Begins the effect and holds it before its n-th call, for ever; how many calls it has when it is not held. */
    hold: async (effect: EffectName, victim: Victim, before: number | null): Promise<Held> =>
      heldBefore(before ?? NEVER, () => EFFECTS[effect].act(bench, victim)),

    sweep: () => sweep(bench),

    /** Whoever began the effect begins it again; for money Medusa's dead rows are out of its way then. */
    async again(effect: EffectName, victim: Victim, booked: string[], finished: boolean): Promise<void> {
      if (!MONEY.includes(effect)) return void (await EFFECTS[effect].act(bench, victim))
      await dropDeadRows(bench, victim, finished ? await rowsOf(victim) : booked)
      if (!finished) await EFFECTS[effect].act(bench, victim)
    },

    rowsOf,
    find: (victim: Victim) => find(bench, connection, victim),
  }
}

export type Commands = ReturnType<typeof createCommands>

type Asked = { id: number; command: keyof Commands; given: unknown[] }

async function main(): Promise<void> {
  process.once("disconnect", () => process.exit())
  const booted = await bootLedger(JSON.parse(process.env.HELD_LEDGER as string) as Surroundings)
  watchCalls(booted.connection as never)
  const commands = createCommands(booted) as unknown as Record<
    string,
    (...given: unknown[]) => Promise<unknown>
  >
  process.on("message", ({ id, command, given }: Asked) => {
    const asked = commands[command] as (...given: unknown[]) => Promise<unknown>
    asked(...given).then(
      (result) => process.send?.({ id, result }),
      (error: Error) => process.send?.({ id, error: error.stack ?? String(error) })
    )
  })
  process.send?.("ready")
}

void main()
