/** The results for people. */
export function report({ machine, throughput, memory, start }) {
  const { cpu, cores, memory_gb, platform, node, load_before, load_after } = machine
  return [
    "",
    `  ${cpu}, ${cores} cores, ${memory_gb} GB, ${platform}, Node ${node}; load ${load_before} before, ${load_after} after`,
    ...(throughput ? throughputLines(throughput) : []),
    ...(memory ? memoryLines(memory) : []),
    ...(start ? startLines(start) : []),
    "",
    "",
  ].join("\n")
}

const throughputLines = ({ server_on_one_core, seconds, in_memory, with_data }) => [
  "",
  `  Create, read and capture, ${seconds} s, the sandbox ${server_on_one_core ? "on one core" : "on any core"}`,
  throughputLine("in memory", in_memory, in_memory.per_second >= 1000 ? "✓ goal 1000/s" : "✗ goal 1000/s"),
  throughputLine("with --data", with_data, ""),
]

const throughputLine = (name, { per_second, per_cpu_second, p50_ms, p99_ms, all_per_second }, verdict) =>
  row(
    name,
    `${per_second}/s`,
    `${per_cpu_second ?? "?"}/s of its CPU`,
    `p50 ${p50_ms} ms`,
    `p99 ${p99_ms} ms`,
    verdict,
    `(${all_per_second.join(", ")})`
  )

const memoryLines = ({ orders, with_data, in_memory }) => [
  "",
  `  Resident after ${orders} orders`,
  row(
    "with --data",
    `${with_data.resident_mb} MB`,
    `highest ${with_data.highest_mb} MB`,
    with_data.resident_mb <= 150 ? "✓ goal 150 MB" : "✗ goal 150 MB",
    `file ${with_data.file_mb} MB, started again in ${with_data.restart_ms} ms`
  ),
  row("in memory", `${in_memory.resident_mb} MB`, `highest ${in_memory.highest_mb} MB`),
]

const startLines = ({ in_memory_ms, with_data_ms }) => [
  "",
  "  Start, from the process to ready",
  startLine("in memory", in_memory_ms),
  startLine("with --data", with_data_ms),
]

const startLine = (name, { median, highest }) =>
  row(name, `${median} ms`, `highest ${highest} ms`, highest <= 1000 ? "✓ goal 1000 ms" : "✗ goal 1000 ms")

const row = (name, ...cells) =>
  `    ${name.padEnd(14)}${cells.map((cell) => cell.padEnd(19)).join("")}`.trimEnd()
