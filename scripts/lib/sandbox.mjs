import fs from "node:fs"
import path from "node:path"
import { fingerprint } from "./fingerprint.mjs"
import { npm } from "./install.mjs"
import { root } from "./paths.mjs"

const BUILD_WITHIN_MS = 3 * 60_000
const folder = "packages/klarna-sandbox"
const stamp = path.join(root, folder, "dist/.built-from")

/** Builds the sandbox when its sources are not those of the last build. */
export async function buildSandbox({ processes, progress }) {
  const sources = fingerprint([`${folder}/src`, `${folder}/package.json`, `${folder}/tsconfig.json`])
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === sources) return
  await progress.step("Building the Klarna sandbox", async () => {
    await processes.run("sandbox-build", ...npm("run", "build", "-w", "klarna-sandbox"), {
      deadlineMs: BUILD_WITHIN_MS,
    })
    fs.writeFileSync(stamp, sources)
  })
}

export function startSandbox({ processes, port, dataDir }) {
  const { bin } = JSON.parse(fs.readFileSync(path.join(root, folder, "package.json"), "utf8"))
  const program = path.join(root, folder, typeof bin === "string" ? bin : bin["klarna-sandbox"])
  const args = [program, "--port", String(port), "--data", sandboxFile(dataDir)]
  // Klarna's page names the shop as the storefront does.
  const env = { SANDBOX_MERCHANT_NAME: "Lykta & Blad" }
  return processes.start("sandbox", process.execPath, args, { env })
}

/** What it has sold so far is gone. */
export function removeSandboxData(dataDir) {
  const { dir, base } = path.parse(sandboxFile(dataDir))
  for (const name of fs.existsSync(dir) ? fs.readdirSync(dir) : []) {
    // SQLite keeps its journals beside the file.
    if (name.startsWith(base)) fs.rmSync(path.join(dir, name))
  }
}

const sandboxFile = (dataDir) => path.join(dataDir, "sandbox.sqlite")
