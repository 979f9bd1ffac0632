import { execFileSync } from "node:child_process"
import { builtinModules } from "node:module"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { loadEngine } from "../state/engine"
import { runNode } from "./support/processes"

const root = path.resolve(__dirname, "../../../..")
const source = path.resolve(__dirname, "../..")
const typescript = require.resolve("typescript/bin/tsc")

/** A project that has installed the package as npm publishes it. */
let project: string
let installed: string
let manifest: Record<string, Record<string, string>>

beforeAll(() => {
  const place = path.join(root, ".data")
  mkdirSync(place, { recursive: true })
  project = mkdtempSync(path.join(place, "klarna-sandbox-package-"))
  const packed = path.join(project, "packed")
  mkdirSync(packed)
  for (const file of ["package.json", "README.md", "LICENSE", "src", "bench", "tsconfig.json"]) {
    cpSync(path.join(source, file), path.join(packed, file), { recursive: true })
  }
  execFileSync(process.execPath, [typescript, "-p", packed])
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", project], {
    cwd: packed,
  })
  installed = path.join(project, "node_modules/klarna-sandbox")
  mkdirSync(installed, { recursive: true })
  const [tarball] = readdirSync(project).filter((file) => file.endsWith(".tgz"))
  execFileSync("tar", ["xzf", String(tarball), "-C", installed, "--strip-components=1"], { cwd: project })
  rmSync(packed, { recursive: true })
  manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"))
}, 600_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

const write = (file: string, content: string) => {
  writeFileSync(path.join(project, file), content)
  return path.join(project, file)
}

const START = `const sandbox = await startSandbox({ port: 0 })
const { status } = await fetch(sandbox.url + "/_sandbox/health")
await sandbox.close()
process.stdout.write(String(status))`

describe("the published package", () => {
  it("holds the program and nothing of its workshop", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" })
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "dist/cli.js", "dist/index.d.ts"]))
    expect(files.filter((file) => /__tests__|^src|^bench|\.spec\./.test(file))).toEqual([])
  })

  it("needs at run time only what it says", () => {
    const said = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
    const files = readdirSync(path.join(installed, "dist"), { recursive: true, encoding: "utf8" })
    const needed = files
      .filter((file) => file.endsWith(".js"))
      .flatMap((file) => [
        ...readFileSync(path.join(installed, "dist", file), "utf8").matchAll(
          /(?:\brequire(?:\.resolve)?|\bimport)\("([^".][^"]*)"\)/g
        ),
      ])
      .map(([, name = ""]) =>
        name.startsWith("@") ? name.split("/").slice(0, 2).join("/") : name.split("/")[0]
      )
    const packages = new Set(
      needed.filter((name) => !name?.startsWith("node:") && !builtinModules.includes(`${name}`))
    )
    expect([...packages].sort()).toEqual(said.sort())
  })

  it("is there for a project of ES modules", async () => {
    const file = write("esm.mjs", `import { startSandbox } from "klarna-sandbox"\n${START}`)
    expect(await runNode([file])).toEqual({ code: 0, stdout: "200", stderr: "" })
  })

  it("is there for a project of CommonJS", async () => {
    const file = write(
      "cjs.cjs",
      `const { startSandbox } = require("klarna-sandbox")\n;(async () => { ${START} })()`
    )
    expect(await runNode([file])).toEqual({ code: 0, stdout: "200", stderr: "" })
  })

  it("could not be started by a project's own Jest tests, where nothing installed may use import()", async () => {
    write(
      "shop.test.js",
      `const { startSandbox } = require("klarna-sandbox")
      test.each(["one", "another"])("%s", async (seed) => {
        const sandbox = await startSandbox({ port: 0, seed })
        expect((await fetch(sandbox.url + "/_sandbox/health")).status).toBe(200)
        expect(sandbox.engine).toBe("${(await loadEngine()).name}")
        await sandbox.close()
      }, 60_000)`
    )
    const config = JSON.stringify({ rootDir: project, transform: {} })
    const args = [require.resolve("jest/bin/jest"), "--config", config, "--runInBand"]
    const { code, stderr } = await runNode(args, { cwd: project })
    expect([code, stderr]).toEqual([0, expect.stringContaining("2 passed")])
  })

  it("has types for both, also where libraries are checked", () => {
    const use = `import { startSandbox, type RunningSandbox, type SandboxOptions } from "klarna-sandbox"
      export const options: SandboxOptions = { settings: { om_lag_ms: 5 }, merchants: [{ username: "a", key: "b" }] }
      // @ts-expect-error there is no such setting
      export const wrong: SandboxOptions = { settings: { om_lag: 5 } }
      export const start = (): Promise<RunningSandbox> => startSandbox(options)`
    const files = [write("esm.mts", use), write("cjs.cts", use)]
    const options = ["--noEmit", "--strict", "--module", "node16", "--target", "es2022", "--types", "node"]
    const check = () =>
      execFileSync(process.execPath, [typescript, ...options, ...files], { encoding: "utf8" })
    expect(check()).toBe("")
  })

  it("has a program that npx finds", async () => {
    const program = path.join(installed, String(manifest.bin?.["klarna-sandbox"]))
    expect(readFileSync(program, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/)
    const { code, stdout } = await runNode([program, "--help"])
    expect([code, stdout]).toEqual([0, expect.stringContaining("Usage: klarna-sandbox")])
  })
})
