import { runClient } from "./lib/run-client.mjs"
import { startSandboxProcess, withFile } from "./lib/sandbox-process.mjs"
import { statSync } from "node:fs"

/** Resident memory after so many orders, each bought, read and captured. */
export async function measureMemory({ orders }) {
  return {
    orders,
    with_data: await withFile(async (file) => {
      const figures = await measureOnce(["--data", file], orders)
      const again = await startSandboxProcess(["--data", file])
      const restarted = { restart_ms: Math.round(again.startMs), file_mb: mb(statSync(file).size) }
      await again.stop()
      return { ...figures, ...restarted }
    }),
    in_memory: await measureOnce([], orders),
  }
}

async function measureOnce(args, orders) {
  const sandbox = await startSandboxProcess(args)
  try {
    const { ms } = await runClient(sandbox, { orders })
    const memory = sandbox.memory()
    return {
      resident_mb: memory && mb(memory.resident),
      highest_mb: memory?.highest && mb(memory.highest),
      seconds: Math.round(ms / 1000),
    }
  } finally {
    await sandbox.stop()
  }
}

const mb = (bytes) => Math.round(bytes / 2 ** 20)
