import os from "node:os"

/** What the figures depend on besides the code. */
export const machine = () => ({
  cpu: os.cpus()[0]?.model ?? "unknown",
  cores: os.availableParallelism(),
  memory_gb: Math.round(os.totalmem() / 2 ** 30),
  platform: `${os.platform()} ${os.arch()}`,
  node: process.version,
  /** Above the number of cores: others worked here at the same time. */
  load_before: Math.round(os.loadavg()[0] * 10) / 10,
})
