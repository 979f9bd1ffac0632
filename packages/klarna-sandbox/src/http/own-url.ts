import { isIPv6 } from "node:net"

/** Every address of the machine, and where a browser on it goes instead. */
const ANY: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" }

/**
 * Where the sandbox answers, as it stands in its links.
 *
 * @param host the address or name that it listens on
 */
export function ownUrl(host: string, port: number): string {
  const name = ANY[host] ?? host
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`
}
