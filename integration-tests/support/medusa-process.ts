import { execFile, fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import type { DemoShop } from "../../demo/seed/demo-shop"
import { createDatabase } from "./create-database"
import { eventually } from "./eventually"
import { freePorts } from "./free-ports"

const root = path.resolve(__dirname, "../..")
const PREPARED_WITHIN_MS = 300_000
const STARTED_WITHIN_MS = 240_000

export type Told = { name: string; data: Record<string, unknown> }

export type MedusaProcess = Awaited<ReturnType<typeof prepareMedusaProcess>>

/** One shop with every way to pay: each market has its own. */
const KLARNA_PAYMENTS = {
  rules: [
    { country: "SE", placeOrderMode: "NONE" },
    { country: "NO", placeOrderMode: "CAPTURE_ORDER" },
    { country: "GB", placeOrderMode: "PLACE_ORDER" },
    { country: "DE", presentation: "widget" },
  ],
}

/**
 * The demo shop as an operating system's process of its own, over a database of its own: one that can be killed
 * at any moment and started again. Migrates and seeds; does not start yet.
 *
 * @param sandboxUrl the Klarna it talks to
 */
export async function prepareMedusaProcess(sandboxUrl: string) {
  const [port] = freePorts(1) as [number]
  const url = `http://localhost:${port}`
  const admin = { email: "admin@demo.test", password: "demo-password" }
  const database = await createDatabase(`klarna_faults_${process.pid}_${port}`)
  const env = {
    ...process.env,
    // As `npm start` runs it.
    NODE_ENV: "development",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    MEDUSA_DISABLE_TELEMETRY: "true",
    DATABASE_URL: database.url,
    PORT: String(port),
    MEDUSA_BACKEND_URL: url,
    SANDBOX_URL: sandboxUrl,
    STOREFRONT_URL: "http://localhost:8000",
    DEMO_KLARNA_PAYMENTS: JSON.stringify(KLARNA_PAYMENTS),
    DEMO_ADMIN_EMAIL: admin.email,
    DEMO_ADMIN_PASSWORD: admin.password,
  }
  const demo = await seed(env).catch(async (error: unknown) => {
    await database.drop()
    throw error
  })
  const told: Told[] = []
  let child: ChildProcess | undefined

  /** Resolves when it answers. */
  async function start(): Promise<void> {
    const started = fork(path.join(root, "integration-tests/faults/support/run-medusa.ts"), {
      cwd: root,
      env,
      execArgv: ["--require", "ts-node/register"],
    })
    child = started
    let ready = false
    started.on("message", (message) => {
      if (message === "started") ready = true
      else told.push(message as Told)
    })
    await eventually(async () => isGone(started) || (ready && (await fetch(`${url}/health`)).ok), {
      within: STARTED_WITHIN_MS,
      what: "Medusa's first answer",
    })
    if (isGone(started)) throw new Error("Medusa ended while it started; its output says why")
  }

  /** Ends it as a power cut would, and resolves when it is gone. */
  async function kill(): Promise<void> {
    if (!child || isGone(child)) return
    const gone = once(child, "exit")
    child.kill("SIGKILL")
    await gone
  }

  return {
    url,
    admin,
    demo,
    database: database.client,
    /** Events that its bus carried, over all of its lives. */
    told,
    start,
    kill,
    /** Megabytes of memory that it has now. */
    async memory(): Promise<number> {
      const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(child?.pid)])
      return Math.round(Number(stdout) / 1024)
    },
    /** Lets it do nothing more, not even read an answer that has come. Only `kill` follows. */
    freeze: () => void child?.kill("SIGSTOP"),
    /** Ends it and removes its database. */
    async remove() {
      await kill()
      await database.drop()
    },
  }
}

const isGone = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function seed(env: NodeJS.ProcessEnv): Promise<DemoShop> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "klarna-faults-"))
  const shopFile = path.join(folder, "demo-shop.json")
  const medusa = (...args: string[]) =>
    promisify(execFile)(path.join(root, "node_modules/.bin/medusa"), args, {
      cwd: root,
      env,
      timeout: PREPARED_WITHIN_MS,
      killSignal: "SIGKILL",
    })
  try {
    await medusa("db:migrate")
    await medusa("exec", "./demo/seed/run.ts", shopFile)
    return JSON.parse(fs.readFileSync(shopFile, "utf8")) as DemoShop
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}
