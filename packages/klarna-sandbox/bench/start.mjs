import { median } from "./lib/median.mjs"
import { startSandboxProcess, withFile } from "./lib/sandbox-process.mjs"

/** From the start of the process to the line that says it is ready. */
export async function measureStart({ runs }) {
  return {
    in_memory_ms: await repeat(runs, () => measureOnce([])),
    with_data_ms: await withFile((file) => repeat(runs, () => measureOnce(["--data", file]))),
  }
}

async function repeat(runs, measure) {
  const times = []
  for (let run = 0; run < runs; run += 1) times.push(await measure())
  return { median: Math.round(median(times)), highest: Math.round(Math.max(...times)) }
}

async function measureOnce(args) {
  const sandbox = await startSandboxProcess(args)
  await sandbox.stop()
  return sandbox.startMs
}
