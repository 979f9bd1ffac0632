import { spawn } from "node:child_process"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"

/**
 * Ends process groups whose starter is gone. A starter that is killed outright cannot clean up after
 * itself, so a small process of its own holds a pipe from it and acts when that pipe closes.
 */
let leash

/** @param {number} pid leader of a process group that must not outlive this process */
export function keepOnLeash(pid) {
  leash ??= startLeash()
  leash.stdin.write(`+${pid}\n`)
}

/** @param {number} pid a group that has ended: its number may soon be somebody else's */
export function letOffLeash(pid) {
  leash?.stdin.write(`-${pid}\n`)
}

/** @param {number} pid @param {NodeJS.Signals} signal */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // Already gone, which is what we wanted.
  }
}

function startLeash() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "--hold"], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  })
  child.stdin.on("error", () => {})
  child.unref()
  child.stdin.unref?.()
  return child
}

async function hold() {
  // The terminal's signals are for the starter: it decides, and its end is what counts here.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {})
  const held = new Set()
  let text = ""
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    const lines = (text + chunk).split("\n")
    text = lines.pop()
    for (const line of lines) {
      if (line.startsWith("+")) held.add(Number(line.slice(1)))
      else held.delete(Number(line.slice(1)))
    }
  }
  for (const pid of held) signalGroup(pid, "SIGTERM")
  if (held.size) await wait(5_000)
  for (const pid of held) signalGroup(pid, "SIGKILL")
}

if (process.argv[2] === "--hold" && process.argv[1] === fileURLToPath(import.meta.url)) await hold()
