import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { Failure } from "../../scripts/lib/failure.mjs"
import { installPackages } from "../../scripts/lib/install.mjs"
import { defaultDataDir } from "../../scripts/lib/paths.mjs"
import { removePostgresData } from "../../scripts/lib/postgres-files.mjs"
import { startPostgres } from "../../scripts/lib/postgres.mjs"
import { createProcesses } from "../../scripts/lib/processes.mjs"
import { createProgress } from "../../scripts/lib/progress.mjs"
import { untilStopped } from "../../scripts/lib/signals.mjs"
import { withoutTelemetry } from "../../scripts/lib/telemetry.mjs"
import { startMeasuring } from "./measuring.mjs"
import { machine } from "./machine.mjs"
import { report } from "./report.mjs"

const measurements = {
  klarna_calls: "Counting calls to Klarna",
  desk_calls: "Counting calls of the desk",
  desk_page: "Reading an order with 200 captures and refunds",
  mapping: "Mapping carts",
  callback_to_order: "Buying, one at a time",
  callback_intake: "Sending callbacks",
  callback_to_timeline: "Watching links",
  session_list: "Listing 100,000 links",
  reconciliation: "Comparing 10,000 orders",
}

/**
 * `npm run bench`: measures on a shop, a Klarna and a database of its own. The table, or with --json one JSON
 * document, goes to standard output. `--only=klarna_calls,session_list` measures these, as JSON.
 *
 * @returns {Promise<number>} exit code
 */
export async function runBench(args) {
  const { only, json } = readArguments(args)
  const interrupted = untilStopped(130)
  const logDir = path.join(defaultDataDir, "logs")
  const processes = createProcesses(logDir)
  const progress = createProgress()
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "medusa-plugin-klarna-bench-"))
  let postgres, measuring

  async function work() {
    await installPackages({ processes, progress })
    await progress.step("Starting PostgreSQL", async () => {
      // With its usual care for the disk: the figures are meant to hold for a shop.
      postgres = await startPostgres({ dataDir, logFile: path.join(logDir, "postgres-bench.log") })
    })
    measuring = startMeasuring(path.join(logDir, "bench.log"), {
      ...withoutTelemetry(defaultDataDir),
      DB_HOST: postgres.host,
      DB_PORT: String(postgres.port),
      DB_USERNAME: postgres.user,
      DB_PASSWORD: postgres.password,
    })
    await progress.step("Starting a shop and its Klarna", () => measuring.ask("start"))
    const results = { measured_at: new Date().toISOString(), machine: machine() }
    for (const [name, title] of Object.entries(measurements)) {
      if (only && !only.includes(name)) continue
      results[name] = await progress.step(title, () => measuring.ask(name))
    }
    await measuring.ask("stop")
    process.stdout.write(json ? `${JSON.stringify(results)}\n` : report(results))
    return 0
  }

  try {
    return await Promise.race([work(), interrupted])
  } finally {
    await measuring?.end()
    await processes.stop()
    await postgres?.stop()
    removePostgresData(dataDir)
  }
}

function readArguments(args) {
  const given = args.find((arg) => arg.startsWith("--only="))
  const unknown = args.find((arg) => arg !== "--json" && arg !== given)
  if (unknown)
    throw new Failure(`No option "${unknown}". There are --json and --only=${Object.keys(measurements)}.`)
  const only = given?.slice("--only=".length).split(",")
  const missing = only?.find((name) => !Object.hasOwn(measurements, name))
  if (missing !== undefined)
    throw new Failure(`No measurement "${missing}". There are ${Object.keys(measurements)}.`)
  return { only, json: args.includes("--json") || only !== undefined }
}
