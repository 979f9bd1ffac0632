import { parseArgs } from "node:util"
import { machine } from "../../../bench/lib/machine.mjs"
import { measureMemory } from "./memory.mjs"
import { report } from "./lib/report.mjs"
import { measureStart } from "./start.mjs"
import { measureThroughput } from "./throughput.mjs"

const usage = `What the sandbox can do on this machine. Build it first: npm run bench -w klarna-sandbox does.

  --only NAME      throughput, memory or start; several times for several; all of them when absent
  --orders N       orders of the memory measurement (default 100000)
  --seconds N      length of one throughput run (default 10)
  --runs N         runs of each throughput and start measurement; the median counts (default 3)
  --json           print JSON
`

const MEASUREMENTS = ["throughput", "memory", "start"]

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: MEASUREMENTS },
      orders: { type: "string", default: "100000" },
      seconds: { type: "string", default: "10" },
      runs: { type: "string", default: "3" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help) return usage
  const unknown = values.only.filter((name) => !MEASUREMENTS.includes(name))
  if (unknown.length > 0)
    throw new Error(`--only takes ${MEASUREMENTS.join(", ")}, not ${unknown.join(", ")}`)
  const { only, json } = values
  const seconds = count(values.seconds, "--seconds")
  const runs = count(values.runs, "--runs")
  const orders = count(values.orders, "--orders")

  const results = { machine: machine() }
  if (only.includes("start")) results.start = await measureStart({ runs: Math.max(runs, 5) })
  if (only.includes("throughput")) results.throughput = await measureThroughput({ seconds, runs })
  if (only.includes("memory")) results.memory = await measureMemory({ orders })
  results.machine.load_after = machine().load_before
  return json ? `${JSON.stringify(results)}\n` : report(results)
}

function count(text, name) {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} must be a whole number above 0`)
  return number
}

main().then(
  (text) => process.stdout.write(text),
  (error) => {
    process.stderr.write(`bench: ${error.message}\n`)
    process.exitCode = 1
  }
)
