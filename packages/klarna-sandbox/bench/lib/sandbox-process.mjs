import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url))

/** Whether processes can be kept on one core, so that server and client do not share one. */
export const canPin = os.availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0

/** @param core where the process stays, if the machine can do that */
export const spawnNode = (args, { core, stdio }) =>
  canPin
    ? spawn("taskset", ["-c", String(core), process.execPath, ...args], { stdio })
    : spawn(process.execPath, args, { stdio })

/**
 * The sandbox as people start it, on core 0.
 *
 * @returns its address, how long it took to be ready, and what to ask of its process
 */
export async function startSandboxProcess(args = []) {
  const started = performance.now()
  const child = spawnNode([cli, "--port", "0", "--json", ...args], {
    core: 0,
    stdio: ["ignore", "pipe", "inherit"],
  })
  const exited = once(child, "exit")
  const ready = await Promise.race([once(child.stdout, "data"), exited])
  const ms = performance.now() - started
  if (child.exitCode !== null) throw new Error(`the sandbox ended with ${child.exitCode}`)
  const { url, username, password } = JSON.parse(String(ready[0]))
  return {
    url,
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
    startMs: ms,
    memory: () => memoryOf(child.pid),
    cpuMs: () => cpuMsOf(child.pid),
    async stop() {
      child.kill("SIGTERM")
      await exited
    },
  }
}

/** Resident now and at its highest, in bytes; null where the system does not tell. */
function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8")
    const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024
    return { resident: bytes("VmRSS"), highest: bytes("VmHWM") }
  } catch {
    const ps = spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })
    return ps.status === 0 ? { resident: Number(ps.stdout) * 1024, highest: null } : null
  }
}

/** What the process has worked so far; null where the system does not tell. */
function cpuMsOf(pid) {
  try {
    const [, fields] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")
    const [user, system] = fields.split(" ").slice(11, 13).map(Number)
    // Of a hundredth of a second each, on every Linux.
    return (user + system) * 10
  } catch {
    return null
  }
}

/** Runs `work` with the path of a file that does not exist yet, and removes what became of it. */
export async function withFile(work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "klarna-sandbox-bench-"))
  try {
    return await work(path.join(folder, "state.sqlite"))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
