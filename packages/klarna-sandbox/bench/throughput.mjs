import { median, percentile } from "./lib/median.mjs"
import { runClient } from "./lib/run-client.mjs"
import { canPin, startSandboxProcess, withFile } from "./lib/sandbox-process.mjs"

/** Requests of create, read and capture per second, with the call log on. */
export async function measureThroughput({ seconds, runs }) {
  const inMemory = await repeat(runs, () => measureOnce([], seconds))
  const withData = await repeat(runs, () => withFile((file) => measureOnce(["--data", file], seconds)))
  return { server_on_one_core: canPin, seconds, in_memory: inMemory, with_data: withData }
}

async function repeat(runs, measure) {
  const results = []
  for (let run = 0; run < runs; run += 1) results.push(await measure())
  const middle = median(results.map(({ per_second }) => per_second))
  return {
    ...results.find(({ per_second }) => per_second === middle),
    all_per_second: results.map(({ per_second }) => per_second),
  }
}

async function measureOnce(args, seconds) {
  const sandbox = await startSandboxProcess(args)
  try {
    // A compiler that has not met the code yet is no measure of it.
    await runClient(sandbox, { seconds: Math.min(3, seconds) })
    const cpuBefore = sandbox.cpuMs()
    const { ms, times } = await runClient(sandbox, { seconds })
    const cpuMs = cpuBefore === null ? null : sandbox.cpuMs() - cpuBefore
    return {
      per_second: Math.round((times.length * 1000) / ms),
      // What would be possible with a core for the sandbox alone, also when others work on the machine.
      per_cpu_second: cpuMs && Math.round((times.length * 1000) / cpuMs),
      p50_ms: inMs(percentile(times, 0.5)),
      p99_ms: inMs(percentile(times, 0.99)),
    }
  } finally {
    await sandbox.stop()
  }
}

const inMs = (value) => Math.round(value * 100) / 100
