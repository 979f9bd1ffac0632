import { execFileSync } from "node:child_process"

/** Below those that the system gives to outgoing connections: one of these would have it before a server listens. */
const SCRIPT = `
const net = require("node:net")
const LOWEST = 15_000
const HIGHEST = 32_000
const listening = () =>
  new Promise((resolve) => {
    const server = net.createServer()
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    server.once("error", () => resolve(listening()))
    server.listen(port, () => resolve(server))
  })
Promise.all(Array.from({ length: Number(process.argv[1]) }, listening)).then((servers) => {
  console.log(servers.map((server) => server.address().port).join(" "))
  servers.forEach((server) => server.close())
})`

/** Ports nobody uses now. Synchronous, because Medusa's test runner wants its environment before it starts. */
export function freePorts(count: number): number[] {
  const printed = execFileSync(process.execPath, ["-e", SCRIPT, String(count)], { encoding: "utf8" })
  return printed.trim().split(" ").map(Number)
}
