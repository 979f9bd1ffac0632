import { fork } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs"
import path from "node:path"
import { Failure } from "../../scripts/lib/failure.mjs"
import { keepOnLeash, letOffLeash, signalGroup } from "../../scripts/lib/leash.mjs"
import { root, shown } from "../../scripts/lib/paths.mjs"

/** The process that measures. Whatever it and its Medusa print goes to the log file. */
export function startMeasuring(logFile, env) {
  const log = fs.openSync(logFile, "w")
  const child = fork(path.join(root, "bench/measure.ts"), {
    cwd: root,
    detached: true,
    env: { ...process.env, ...env },
    execArgv: ["--require", "ts-node/register"],
    stdio: ["ignore", log, log, "ipc"],
  })
  fs.closeSync(log)
  keepOnLeash(child.pid)
  const exited = once(child, "exit")

  return {
    /** @returns what came of the work of this name in bench/measure.ts */
    async ask(name) {
      child.send(name)
      const [answer] = await Promise.race([once(child, "message"), exited.then(() => [])])
      if (answer && !answer.error) return answer.result
      if (answer) fs.appendFileSync(logFile, `${answer.error}\n`)
      const reason = answer ? answer.error.split("\n")[0] : "the process that measures ended"
      throw new Failure(`${name} failed: ${reason}. See ${shown(logFile)}.`)
    },

    async end() {
      signalGroup(child.pid, "SIGKILL")
      await exited
      letOffLeash(child.pid)
    },
  }
}
