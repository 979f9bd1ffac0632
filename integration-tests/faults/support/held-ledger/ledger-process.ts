import { fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import type { Surroundings } from "./boot-ledger"
import type { Commands } from "./run-ledger"

type Answer = { id: number; result?: unknown; error?: string }

export type LedgerProcess = {
  ask: <Name extends keyof Commands>(
    command: Name,
    ...given: Parameters<Commands[Name]>
  ) => Promise<Awaited<ReturnType<Commands[Name]>>>
  /** Ends it as a power cut would, and resolves when it is gone. */
  kill: () => Promise<void>
}

/** A process of its own with the Payment Module and the ledger, which does as it is told until it is killed. */
export async function startLedgerProcess(surroundings: Surroundings): Promise<LedgerProcess> {
  const child = fork(path.join(__dirname, "run-ledger.ts"), {
    cwd: path.resolve(__dirname, "../../../.."),
    env: { ...process.env, NODE_OPTIONS: "", HELD_LEDGER: JSON.stringify(surroundings) },
    execArgv: ["--require", "ts-node/register"],
    // What it says on its way up is of no interest; what goes wrong is.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let asked = 0
  const ready = new Promise<void>((resolve, reject) => {
    child.on("message", (message: Answer | "ready") => {
      if (message === "ready") return resolve()
      const { resolve: answer, reject: refuse } = waiting.get(message.id)!
      waiting.delete(message.id)
      if (message.error === undefined) answer(message.result as never)
      else refuse(new Error(message.error))
    })
    child.once("exit", () => {
      const gone = new Error("The ledger's process has ended; its output says why")
      reject(gone)
      for (const { reject: refuse } of waiting.values()) refuse(gone)
    })
  })
  await ready
  return {
    ask: (command, ...given) =>
      new Promise((resolve, reject) => {
        asked += 1
        waiting.set(asked, { resolve, reject })
        child.send({ id: asked, command, given })
      }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, "exit")
      child.kill("SIGKILL")
      await gone
    },
  }
}
