#!/usr/bin/env node
import { readArguments, usage, type CliArguments } from "./cli-arguments"
import { defaultMerchant, type Merchant } from "./merchant"
import { readConfig } from "./read-config"
import { startSandbox, type RunningSandbox } from "./start-sandbox"

async function main() {
  const args = readArguments(process.argv.slice(2), process.env)
  if (args.help) return void process.stdout.write(usage)
  const { port, host, data, strictHttps } = args
  const config = args.config === undefined ? {} : readConfig(args.config)
  const merchants = named(config.merchants ?? [defaultMerchant], args.merchantName)
  const settings = config.settings ?? {}
  const sandbox = await startSandbox({ port, host, data, strictHttps, merchants, settings })
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0), fail))
  }
  // Whoever reads it may end the sandbox at once.
  process.stdout.write(announcement(sandbox, merchants, args))
}

/** The option's name is the first merchant's. */
const named = (merchants: readonly Merchant[], name: string | undefined): Merchant[] =>
  merchants.map((merchant, index) =>
    index === 0 && name !== undefined ? { ...merchant, name } : { ...merchant }
  )

const IN_SQL_JS = "in memory (sql.js: libsql has no binary for this platform)"

function announcement(
  { url, port, engine }: RunningSandbox,
  merchants: readonly Merchant[],
  { json, quiet, data }: CliArguments
): string {
  const { username, key } = merchants[0] ?? defaultMerchant
  if (json) return `${JSON.stringify({ url, port, username, password: key, data: data ?? null })}\n`
  if (quiet) return ""
  const lines = [
    `Klarna sandbox  ${url}`,
    ...merchants.map((merchant) => `Credentials     ${merchant.username} / ${merchant.key}`),
    `State           ${data ?? (engine === "libsql" ? "in memory" : IN_SQL_JS)}`,
  ]
  return `${lines.join("\n")}\n`
}

function fail(error: unknown) {
  console.error(`klarna-sandbox: ${explain(error)}`)
  process.exit(1)
}

function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === "EADDRINUSE") return `port ${port} is already in use; choose another with --port`
  if (code === "EACCES" && port !== undefined) return `this user may not listen on port ${port}`
  return (message ?? String(error)).split("\n")[0] ?? ""
}

main().catch(fail)
