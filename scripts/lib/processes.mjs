import { spawn } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { Failure } from "./failure.mjs"
import { keepOnLeash, letOffLeash, signalGroup } from "./leash.mjs"
import { root, shown } from "./paths.mjs"

const STOP_WITHIN_MS = 8_000

/**
 * The programs one launcher runs: each leads a process group of its own, so that nothing it starts
 * outlives it, and writes to a log file of its own.
 *
 * @param {string} logDir
 */
export function createProcesses(logDir) {
  fs.mkdirSync(logDir, { recursive: true })
  const running = new Set()
  let stopping = false

  /** Starts a program and returns at once. `crashed` rejects when it ends before it was asked to. */
  function start(name, command, args, { env = {}, cwd = root, log = true } = {}) {
    if (stopping) throw new Failure("Stopped.")
    const logFile = path.join(logDir, `${name}.log`)
    const output = log ? fs.openSync(logFile, "w") : "inherit"
    const child = spawn(command, args, {
      cwd,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["ignore", output, output],
    })
    if (log) fs.closeSync(output)
    const exited = new Promise((resolve) => {
      child.once("error", (error) => resolve({ error }))
      child.once("exit", (code, signal) => resolve({ code, signal }))
    })
    const program = { name, pid: child.pid, logFile, exited }
    if (child.pid) {
      running.add(program)
      keepOnLeash(child.pid)
    }
    void exited.then(() => forget(program))
    return program
  }

  /** What a crashed program leaves of its group must go too, before its number is forgotten. */
  function forget(program) {
    if (!running.delete(program)) return
    signalGroup(program.pid, "SIGKILL")
    letOffLeash(program.pid)
  }

  /**
   * Runs a program to its end.
   * @throws {Failure} that names the log file, when it fails or takes too long
   */
  async function run(name, command, args, { deadlineMs, ...options }) {
    const program = start(name, command, args, options)
    const outcome = await Promise.race([program.exited, wait(deadlineMs, "late", { ref: false })])
    if (outcome === "late") await stopOne(program)
    if (outcome.code === 0) return
    throw new Failure(`${name} ${describeEnd(outcome, deadlineMs)}. See ${shown(program.logFile)}.`)
  }

  async function stopOne(program) {
    for (const signal of ["SIGTERM", "SIGKILL"]) {
      signalGroup(program.pid, signal)
      const ended = program.exited.then(() => true)
      if (await Promise.race([ended, wait(STOP_WITHIN_MS, false, { ref: false })])) return
    }
  }

  /** Ends every program; more than once is the same as once. */
  async function stop() {
    stopping = true
    await Promise.all([...running].map(stopOne))
  }

  return { start, run, stop }
}

/** @returns {Promise<never>} rejects with the line to show when the program ends by itself */
export async function crashOf(program) {
  const outcome = await program.exited
  throw new Failure(`${program.name} ${describeEnd(outcome)}. See ${shown(program.logFile)}.`)
}

function describeEnd(outcome, deadlineMs) {
  if (outcome === "late") return `was not done after ${Math.round(deadlineMs / 1000)} s`
  if (outcome.error) return `could not be started (${outcome.error.message})`
  return outcome.signal ? `was ended by ${outcome.signal}` : `ended with exit code ${outcome.code}`
}
