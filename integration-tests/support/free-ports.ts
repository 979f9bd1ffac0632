import { execFileSync } from "node:child_process"

const SCRIPT = `
const net = require("node:net")
const servers = Array.from({ length: Number(process.argv[1]) }, () => net.createServer().listen(0))
Promise.all(servers.map((s) => new Promise((r) => s.on("listening", r)))).then(() => {
  console.log(servers.map((s) => s.address().port).join(" "))
  servers.forEach((s) => s.close())
})`

/** Ports nobody uses now. Synchronous, because Medusa's test runner wants its environment before it starts. */
export function freePorts(count: number): number[] {
  const printed = execFileSync(process.execPath, ["-e", SCRIPT, String(count)], { encoding: "utf8" })
  return printed.trim().split(" ").map(Number)
}
