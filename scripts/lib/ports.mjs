import net from "node:net"
import { Failure } from "./failure.mjs"

// One address may be taken while another is free, and "localhost" can mean either family.
const addresses = [undefined, "127.0.0.1", "::1"]

/**
 * @param {string} variable the environment variable that chooses this port
 * @param {number} fallback
 * @param {string} purpose what will listen there
 * @throws {Failure} when the value is no port number
 */
export function readPort(variable, fallback, purpose) {
  const value = process.env[variable]
  if (!value) return fallback
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Failure(`${variable}=${value} is no port number. Give ${purpose} one between 1 and 65535.`)
}

/** @returns {Promise<number>} a port that nothing listens on at this moment */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", reject)
    server.listen(0, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** @returns {Promise<undefined | "EADDRINUSE" | "EACCES" | string>} why the port cannot be used, if it cannot */
export async function portProblem(port) {
  for (const address of addresses) {
    const code = await tryListening(port, address)
    if (code && code !== "EADDRNOTAVAIL" && code !== "EAFNOSUPPORT") return code
  }
}

function tryListening(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once("error", (error) => resolve(error.code))
    server.listen({ port, host }, () => server.close(() => resolve(undefined)))
  })
}
