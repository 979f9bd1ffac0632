import fc from "fast-check"
import { startSandbox } from "../start-sandbox"
import { authorizing } from "./state-machine/authorizing"
import { managing, passTime } from "./state-machine/managing"
import { createModel, type Real } from "./state-machine/model"
import { buy, createCheckout, createPage, createSession, shopping } from "./state-machine/shopping"
import { createClient, type Answer } from "./support/client"
import { rowsOfLastSandbox, stateOfLastSandbox } from "./support/opened-databases"
import { START } from "./support/with-sandbox"

jest.mock("../state/open-database", () =>
  jest.requireActual("./support/opened-databases").rememberingDatabases()
)

/** More by `SANDBOX_PROPERTY_RUNS`; a run is repeated by its `SANDBOX_PROPERTY_SEED`. */
const numRuns = Number(process.env.SANDBOX_PROPERTY_RUNS ?? 25)
const seed = Number(process.env.SANDBOX_PROPERTY_SEED ?? 20_240_229)

/** One answer that is kept for its key is no change. */
const KEPT = ["kept_answer"]

async function start(): Promise<{ real: Real; end(): Promise<void> }> {
  const sandbox = await startSandbox({
    port: 0,
    clock: () => START,
    seed: "state machine",
    settings: { skip_push: true },
  })
  const client = createClient(sandbox)

  /** A refused call leaves no trace. */
  async function watched(send: () => Promise<Answer>, isKeyed = false): Promise<Answer> {
    const exempt = isKeyed ? KEPT : []
    const before = stateOfLastSandbox(exempt)
    const answer = await send()
    expect(answer.status).toBeLessThan(500)
    if (answer.status >= 400) expect(stateOfLastSandbox(exempt)).toBe(before)
    return answer
  }

  const real: Real = {
    sandbox,
    client,
    call: (method, path, body, key) =>
      watched(
        () => client.call(method, path, body, key === undefined ? {} : { "Klarna-Idempotency-Key": key }),
        key !== undefined
      ),
    control: (method, path, body) => watched(() => client.control(method, path, body)),
    state: () => stateOfLastSandbox(),
    rows: rowsOfLastSandbox,
  }
  return { real, end: () => sandbox.close() }
}

/** Whole lives, and those that begin where something is at stake: each with what is done first. */
const lives = {
  "whatever consumers, merchants, Klarna and time do": {
    commands: fc.commands([...shopping, ...authorizing, ...managing], { maxCommands: 50, size: "max" }),
    begin: [],
  },
  "whatever happens on pages": {
    commands: fc.commands([...shopping, ...authorizing, passTime], { maxCommands: 25, size: "max" }),
    begin: [
      createCheckout(20_000, "IN_STORE"),
      createPage("checkout", 0, "NONE"),
      createSession(10_000, "buy_and_tokenize"),
      createPage("payments", 0, "NONE"),
      createPage("payments", 0, "PLACE_ORDER"),
    ],
  },
  "whatever is done to orders that are paid": {
    commands: fc.commands(managing, { maxCommands: 30, size: "max" }),
    begin: [buy(20_000), buy(1)],
  },
}

describe.each(Object.entries(lives))("%s", (_what, { commands, begin }) => {
  it(`keeps money, final states and first answers (seed ${seed}, ${numRuns} runs)`, async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (life) => {
        const { real, end } = await start()
        const model = createModel(START)
        try {
          for (const first of begin) await first.run(model, real)
          await fc.asyncModelRun(() => ({ model, real }), life)
        } finally {
          await end()
        }
      }),
      {
        seed,
        numRuns,
        ...(process.env.SANDBOX_PROPERTY_RUNS === undefined && { interruptAfterTimeLimit: 9_000 }),
      }
    )
  }, 600_000)
})
