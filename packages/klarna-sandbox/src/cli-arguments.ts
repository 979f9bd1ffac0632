import { parseArgs } from "node:util"

export type CliArguments = {
  port: number
  host: string | undefined
  data: string | undefined
  /** File with merchants and settings. */
  config: string | undefined
  json: boolean
  quiet: boolean
  strictHttps: boolean
  /** Shown to consumers. */
  merchantName: string | undefined
  help: boolean
}

export const usage = `klarna-sandbox: a Klarna of your own, offline

Usage: klarna-sandbox [options]

  --port N         port to listen on (default: SANDBOX_PORT, else 4600; 0 takes any free one)
  --host ADDRESS   address to listen on (default: 127.0.0.1; 0.0.0.0 lets containers and other machines in)
  --data FILE      keep everything in this file; without it, in memory until the end
  --config FILE    merchants and settings: { "merchants": [{ "username", "key", "name", ... }], "settings": { ... } }
  --json           print one line of JSON when ready
  --quiet          print nothing but errors
  --merchant-name  what hosted pages, e-mails and SMS call the first merchant (default: SANDBOX_MERCHANT_NAME, else Sandbox Shop)
  --strict-https   refuse http callback addresses on this machine too
  --help           show this

Credentials: sandbox / sandbox-secret (HTTP Basic), unless --config names merchants. Open the address in a browser for an overview.
`

/** @throws with a sentence when an option is unknown or the port is not one */
export function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv): CliArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: "string" },
      host: { type: "string" },
      data: { type: "string" },
      config: { type: "string" },
      json: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      "merchant-name": { type: "string" },
      "strict-https": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  return {
    port: readPort(values.port ?? env.SANDBOX_PORT ?? "4600"),
    // An empty address would be all of them.
    host: values.host || undefined,
    data: values.data,
    config: values.config,
    json: values.json,
    quiet: values.quiet,
    strictHttps: values["strict-https"],
    // An empty name is none.
    merchantName: values["merchant-name"] || env.SANDBOX_MERCHANT_NAME || undefined,
    help: values.help,
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (text.trim() === "" || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${text} is not a port`)
  }
  return port
}
