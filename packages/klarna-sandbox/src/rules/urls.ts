import { isLoopback } from "../http/loopback"
import type { Problem } from "./fields"

/** @returns a problem unless the address is http(s) */
export function webAddressProblems(value: unknown, path: string): Problem[] {
  const url = parse(value)
  return url && /^https?:$/.test(url.protocol)
    ? []
    : [{ path, detail: "(must be a valid http or https URI)" }]
}

/** @returns a problem unless the address is https, or leads by http to this machine and that is allowed */
export function secureAddressProblems(value: unknown, path: string, strictHttps: boolean): Problem[] {
  const url = parse(value)
  const isSecure = url?.protocol === "https:"
  const isLocal = !strictHttps && url?.protocol === "http:" && isLoopback(url)
  return isSecure || isLocal ? [] : [{ path, detail: "(must be a valid https URI)" }]
}

function parse(value: unknown): URL | undefined {
  return typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined
}
