import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { transformFileSync } from "@swc/core"

const sources = path.resolve(__dirname, "../..")
/** Below the repository, where the packages that it needs are found. */
const place = path.resolve(sources, "../../../.data")

export type BuiltCli = { file: string; remove(): void }

/** The command line's program as JavaScript, of the sources as they are now. */
export function buildCli(): BuiltCli {
  mkdirSync(place, { recursive: true })
  const folder = mkdtempSync(path.join(place, "klarna-sandbox-"))
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" })
  for (const file of files) {
    if (!file.endsWith(".ts") || file.includes("__tests__")) continue
    const { code } = transformFileSync(path.join(sources, file), {
      swcrc: false,
      jsc: { parser: { syntax: "typescript" }, target: "es2022" },
      module: { type: "commonjs", ignoreDynamic: true },
    })
    const target = path.join(folder, file.replace(/\.ts$/, ".js"))
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, code)
  }
  return { file: path.join(folder, "cli.js"), remove: () => rmSync(folder, { recursive: true }) }
}
