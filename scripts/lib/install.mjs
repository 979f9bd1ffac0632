import fs from "node:fs"
import path from "node:path"
import { Failure } from "./failure.mjs"
import { root, shown } from "./paths.mjs"

const INSTALL_WITHIN_MS = 15 * 60_000

/** Runs `npm ci` when what is installed is not what the lock file says. */
export async function installPackages({ processes, progress }) {
  if (installedIsLocked()) return
  await progress.step("Installing packages (npm ci)", async () => {
    await processes.run("npm-ci", ...npm("ci"), { deadlineMs: INSTALL_WITHIN_MS })
    if (!installedIsLocked())
      throw new Failure(`npm ci left packages out. See ${shown(path.join(root, "node_modules"))}.`)
  })
}

/** @returns {[string, string[]]} how to run npm: the one that runs us, where there is one */
export function npm(...args) {
  const script = process.env.npm_execpath
  return script?.endsWith(".js") ? [process.execPath, [script, ...args]] : ["npm", args]
}

/** A program of an installed package. */
export const bin = (name) => path.join(root, "node_modules/.bin", name)

/** By content: time stamps change with every checkout, and a needless `npm ci` takes a minute. */
function installedIsLocked() {
  const locked = readPackages("package-lock.json")
  const installed = readPackages("node_modules/.package-lock.json")
  if (!installed) return false
  return Object.entries(locked).every(([where, wanted]) => {
    if (!where.startsWith("node_modules/") && !where.includes("/node_modules/")) return true
    const found = installed[where]
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer)
    return found.version === wanted.version && Boolean(found.link) === Boolean(wanted.link)
  })
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), "utf8")).packages
  } catch {
    return undefined
  }
}
