import fs from "node:fs"
import path from "node:path"
import { Failure } from "./failure.mjs"
import { shown } from "./paths.mjs"

/**
 * One demo per data folder: a second one would find the first one's database open, or with --fresh delete it.
 * @returns {() => void} gives the folder free
 */
export function takeDataDir(dataDir) {
  const file = path.join(dataDir, "running.pid")
  const owner = readOwner(file)
  if (owner) {
    throw new Failure(
      `Already running in ${shown(dataDir)} (process ${owner}). Stop that one, or give this one a folder: npm start -- --data DIR.`
    )
  }
  fs.writeFileSync(file, String(process.pid))
  return () => fs.rmSync(file, { force: true })
}

function readOwner(file) {
  if (!fs.existsSync(file)) return undefined
  const pid = Number(fs.readFileSync(file, "utf8"))
  try {
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === "EPERM" ? pid : undefined
  }
}
