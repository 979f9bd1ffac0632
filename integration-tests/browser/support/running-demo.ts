import { spawn } from "node:child_process"
import path from "node:path"
import { createInterface } from "node:readline"
import { publishLog } from "../../contract/support/publish-log"
import { freePorts } from "../../support/free-ports"

const root = path.resolve(__dirname, "../../..")

/** What the launcher prints when everything is up. */
export type DemoAddresses = {
  medusa: string
  admin: { url: string; email: string; password: string }
  storefront: string
  sandbox: string
  publishable_key: string
}

export type RunningDemo = DemoAddresses & { stop(): Promise<void> }

/**
 * The whole demo as people start it, with ports and data of its own.
 * @throws with what the launcher said, when it ends before it is ready
 */
export async function startDemo(dataDir: string): Promise<RunningDemo> {
  const [medusa, storefront, sandbox] = freePorts(3) as [number, number, number]
  const launcher = spawn(
    process.execPath,
    ["scripts/start.mjs", "--json", "--fresh", "--data", path.join(root, dataDir)],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...withoutTestRunner(process.env),
        MEDUSA_PORT: String(medusa),
        STOREFRONT_PORT: String(storefront),
        SANDBOX_PORT: String(sandbox),
      },
    }
  )
  let said = ""
  launcher.stderr.setEncoding("utf8").on("data", (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => launcher.once("exit", () => resolve()))
  const ready = new Promise<string>((resolve) =>
    createInterface({ input: launcher.stdout }).once("line", resolve)
  )
  const line = await Promise.race([ready, ended])
  if (!line) throw new Error(`The demo did not start:\n${said}`)
  const addresses = JSON.parse(line) as DemoAddresses
  return {
    ...addresses,
    async stop() {
      if (launcher.exitCode !== null) throw new Error(`The demo ended by itself:\n${said}`)
      try {
        await publishLog(addresses.sandbox)
      } finally {
        launcher.kill("SIGINT")
        await ended
      }
    },
  }
}

/** The demo is not under test conditions: it has its own database, and its Medusa must not think it runs in Jest. */
function withoutTestRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(NODE_ENV|NODE_OPTIONS|JEST_.*|DB_.*|DATABASE_URL|npm_.*)$/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)))
}
