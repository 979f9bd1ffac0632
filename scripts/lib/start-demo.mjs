import fs from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import { openDatabase } from "./database.mjs"
import { prepareDemoShop } from "./demo-shop.mjs"
import { Failure } from "./failure.mjs"
import { untilAnswers } from "./http.mjs"
import { bin, installPackages, npm } from "./install.mjs"
import { defaultDataDir, shown } from "./paths.mjs"
import { portProblem, readPort } from "./ports.mjs"
import { crashOf, createProcesses } from "./processes.mjs"
import { createProgress } from "./progress.mjs"
import { takeDataDir } from "./run-lock.mjs"
import { buildSandbox, removeSandboxData, startSandbox } from "./sandbox.mjs"
import { untilStopped } from "./signals.mjs"
import { withoutTelemetry } from "./telemetry.mjs"

const admin = { email: "admin@demo.test", password: "klarna-demo" }
const SANDBOX_WITHIN_MS = 60_000
const STOREFRONT_WITHIN_MS = 120_000
const MEDUSA_WITHIN_MS = 4 * 60_000

/**
 * `npm start`: database, sandbox, Medusa with Admin, and the storefront, until Ctrl-C.
 * @returns {Promise<number>} exit code
 */
export async function startDemo(args) {
  const { json, fresh, dataDir } = readArguments(args)
  const interrupted = untilStopped(0)
  const ports = await chosenPorts()
  fs.mkdirSync(dataDir, { recursive: true })
  const leaveDataDir = takeDataDir(dataDir)
  const processes = createProcesses(path.join(dataDir, "logs"))
  const progress = createProgress()
  let database

  async function work() {
    await installPackages({ processes, progress })
    if (fresh) removeSandboxData(dataDir)
    await progress.step(
      process.env.DATABASE_URL ? "Connecting to PostgreSQL" : "Starting PostgreSQL",
      async () => {
        database = await openDatabase({ dataDir, fresh })
      }
    )
    const demo = { processes, progress, ports, dataDir, database }
    const { addresses, programs } = await Promise.race([startPrograms(demo), database.crashed])
    process.stdout.write(
      json ? `${JSON.stringify(addresses)}\n` : table(addresses, dataDir, progress.total())
    )
    return Promise.race([database.crashed, ...programs.map(crashOf)])
  }

  try {
    return await Promise.race([work(), interrupted])
  } finally {
    await processes.stop()
    await database?.stop()
    leaveDataDir()
  }
}

function readArguments(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        data: { type: "string", default: defaultDataDir },
      },
    })
    return { json: values.json, fresh: values.fresh, dataDir: path.resolve(values.data) }
  } catch (error) {
    throw new Failure(`${error.message.split(".")[0]}. Options: --json, --fresh, --data DIR.`)
  }
}

const portChoices = {
  medusa: { name: "Medusa", variable: "MEDUSA_PORT", usual: 9000 },
  storefront: { name: "the storefront", variable: "STOREFRONT_PORT", usual: 8000 },
  sandbox: { name: "the sandbox", variable: "SANDBOX_PORT", usual: 4600 },
}

async function chosenPorts() {
  const ports = {}
  for (const [key, { name, variable, usual }] of Object.entries(portChoices)) {
    ports[key] = readPort(variable, usual, name)
    await requirePort(ports[key], name, variable)
  }
  if (new Set(Object.values(ports)).size < 3)
    throw new Failure("Give Medusa, the storefront and the sandbox a port each.")
  return ports
}

async function requirePort(port, name, variable) {
  const problem = await portProblem(port)
  if (!problem) return
  const reason = problem === "EACCES" ? "may not be used by this user" : "is in use"
  const other = port < 1_024 ? port + 8_000 : port + 100
  throw new Failure(
    `Port ${port} for ${name} ${reason}. Free it, or choose another: ${variable}=${other} npm start`
  )
}

async function startPrograms({ processes, progress, ports, dataDir, database }) {
  const urls = {
    medusa: `http://localhost:${ports.medusa}`,
    storefront: `http://localhost:${ports.storefront}`,
    sandbox: `http://localhost:${ports.sandbox}`,
  }
  const env = { ...medusaEnvironment(urls, database.url), ...withoutTelemetry(dataDir) }
  await buildSandbox({ processes, progress })
  const sandbox = startSandbox({ processes, port: ports.sandbox, dataDir })
  const keys = await prepareDemoShop({
    ...{ database, dataDir, processes, progress, env },
    storefrontUrl: urls.storefront,
  })
  const medusa = processes.start("medusa", bin("medusa"), ["start", "--port", String(ports.medusa)], { env })
  const storefront = startStorefront({ processes, port: ports.storefront, urls, keys })
  await progress.step("Starting Medusa, the storefront and the sandbox", () =>
    Promise.all([
      untilAnswers(sandbox, `${urls.sandbox}/_sandbox/health`, SANDBOX_WITHIN_MS),
      untilAnswers(storefront, urls.storefront, STOREFRONT_WITHIN_MS),
      untilAnswers(medusa, `${urls.medusa}/health`, MEDUSA_WITHIN_MS),
    ])
  )
  return {
    addresses: {
      medusa: urls.medusa,
      admin: { url: `${urls.medusa}/app`, ...admin },
      storefront: urls.storefront,
      sandbox: urls.sandbox,
      ...keys,
      kiosk: `${urls.storefront}/kiosk`,
    },
    programs: [sandbox, medusa, storefront],
  }
}

const medusaEnvironment = (urls, databaseUrl) => ({
  // Medusa serves Admin from source only in development.
  NODE_ENV: "development",
  DATABASE_URL: databaseUrl,
  MEDUSA_BACKEND_URL: urls.medusa,
  STOREFRONT_URL: urls.storefront,
  SANDBOX_URL: urls.sandbox,
  DEMO_ADMIN_EMAIL: admin.email,
  DEMO_ADMIN_PASSWORD: admin.password,
})

function startStorefront({ processes, port, urls, keys }) {
  const command = npm(
    "run",
    "dev",
    "-w",
    "klarna-demo-storefront",
    "--",
    "--port",
    String(port),
    "--strictPort"
  )
  return processes.start("storefront", ...command, {
    env: {
      VITE_MEDUSA_URL: urls.medusa,
      VITE_PUBLISHABLE_KEY: keys.publishable_key,
      VITE_KIOSK_PUBLISHABLE_KEY: keys.kiosk_publishable_key,
      // The demo's stock is in Sweden.
      VITE_KIOSK_COUNTRY: "se",
      // Klarna's widget, as the sandbox plays it.
      VITE_KLARNA_SCRIPT_URL: `${urls.sandbox}/lib/v1/api.js`,
    },
  })
}

function table(addresses, dataDir, seconds) {
  const rows = [
    ["Storefront", addresses.storefront, "buy something"],
    ["Kiosk", addresses.kiosk, "buy in the store, pay with a phone"],
    ["Medusa Admin", addresses.admin.url, `${addresses.admin.email} / ${addresses.admin.password}`],
    ["Klarna sandbox", addresses.sandbox, "sandbox / sandbox-secret"],
    ["Medusa API", addresses.medusa, addresses.publishable_key],
    ["Logs", shown(path.join(dataDir, "logs")), ""],
  ]
  const width = (column) => Math.max(...rows.map((row) => row[column].length))
  const lines = rows.map(([name, url, note]) =>
    `  ${name.padEnd(width(0))}   ${url.padEnd(width(1))}   ${note}`.trimEnd()
  )
  return `\n  Ready after ${seconds}. Ctrl-C stops everything.\n\n${lines.join("\n")}\n\n`
}
