import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process"
import { once } from "node:events"

export type Ended = { code: number | null; stdout: string; stderr: string }

export type SandboxProcess = {
  url: string
  /** What it printed when it was ready. */
  ready: string
  /** Resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<Ended>
}

type Options = Pick<SpawnOptions, "env" | "cwd">

/** Runs a program of Node's until it ends. */
export async function runNode(args: readonly string[], options: Options = {}): Promise<Ended> {
  return spawnNode(args, options).ended
}

/** Starts the sandbox's program and waits until it says where it is. */
export async function startCli(
  file: string,
  args: readonly string[],
  options: Options = {}
): Promise<SandboxProcess> {
  const { child, ended, output } = spawnNode([file, "--port", "0", ...args], options)
  const isOver = await Promise.race([once(child.stdout, "data").then(() => false), ended.then(() => true)])
  if (isOver) throw new Error(`the sandbox ended: ${(await ended).stderr}`)
  return {
    url: /http:[^"\s]+/.exec(output())?.[0] ?? "",
    ready: output(),
    kill(signal) {
      child.kill(signal)
      return ended
    },
  }
}

const running = new Set<ChildProcess>()

/** Ends what a test that failed has left running. */
export function endProcesses() {
  for (const child of running) child.kill("SIGKILL")
}

export function spawnNode(args: readonly string[], options: Options = {}) {
  const child = spawn(process.execPath, args, { ...options, stdio: ["ignore", "pipe", "pipe"] })
  running.add(child)
  child.once("exit", () => running.delete(child))
  let stdout = ""
  let stderr = ""
  child.stdout.on("data", (text) => (stdout += text))
  child.stderr.on("data", (text) => (stderr += text))
  const ended = once(child, "close").then(([code]): Ended => ({
    code: code as number | null,
    stdout,
    stderr,
  }))
  return { child, ended, output: () => stdout }
}
