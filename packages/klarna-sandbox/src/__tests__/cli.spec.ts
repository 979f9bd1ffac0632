import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { buildCli, type BuiltCli } from "./support/built-cli"
import { createClient } from "./support/client"
import { createOrder, order } from "./support/orders"
import { endProcesses, runNode, spawnNode, startCli } from "./support/processes"

let cli: BuiltCli
let folder: string
beforeAll(() => (cli = buildCli()))
afterAll(() => {
  endProcesses()
  cli.remove()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klarna-sandbox-cli-"))
  chmodSync(folder, 0o777)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** One line on standard error, nothing on standard output, exit code 1. */
async function refusal(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runNode([cli.file, "--port", "0", ...args])
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toMatch(/^klarna-sandbox: [^\n]+\n$/)
  return stderr.trim()
}

async function takePort() {
  const other = createServer().listen(0, "127.0.0.1")
  await once(other, "listening")
  return { other, port: (other.address() as AddressInfo).port }
}

async function freePort(): Promise<number> {
  const { other, port } = await takePort()
  other.close()
  await once(other, "close")
  return port
}

describe("the command line", () => {
  it("prints one line of JSON when ready, and ends with the signal", async () => {
    const data = join(folder, "state.sqlite")
    const sandbox = await startCli(cli.file, ["--json", "--data", data])
    expect(JSON.parse(sandbox.ready)).toEqual({
      url: sandbox.url,
      port: Number(new URL(sandbox.url).port),
      username: "sandbox",
      password: "sandbox-secret",
      data,
    })
    await createOrder(createClient(sandbox), order())
    const { code, stderr, stdout } = await sandbox.kill("SIGTERM")
    expect([code, stderr, stdout.trim().split("\n").length]).toEqual([0, "", 1])
  })

  it("tells people where it is, who may call, and where its state is", async () => {
    const sandbox = await startCli(cli.file, [])
    expect((await fetch(sandbox.url)).status).toBe(200)
    const { stdout } = await sandbox.kill("SIGINT")
    expect(stdout.split("\n")).toEqual([
      `Klarna sandbox  ${sandbox.url}`,
      "Credentials     sandbox / sandbox-secret",
      "State           in memory",
      "",
    ])
  })

  it("prints nothing when it is to be quiet", async () => {
    const port = await freePort()
    const { child, ended } = spawnNode([cli.file, "--port", String(port), "--quiet"])
    const deadline = Date.now() + 120_000
    const isThere = () =>
      fetch(`http://127.0.0.1:${port}/_sandbox/health`)
        .then(() => true)
        .catch(() => false)
    while (!(await isThere()) && Date.now() < deadline) continue
    child.kill("SIGTERM")
    expect(await ended).toEqual({ code: 0, stdout: "", stderr: "" })
  })

  it("explains its options", async () => {
    const { code, stdout, stderr } = await runNode([cli.file, "--help"])
    expect([code, stderr]).toEqual([0, ""])
    for (const option of ["--port", "--data", "--config", "--json", "--quiet", "--help"]) {
      expect(stdout).toContain(option)
    }
  })

  it("names an option that it does not have", async () => {
    expect(await refusal(["--prot", "1"])).toContain("--prot")
  })

  it("names a port that is taken", async () => {
    const { other, port } = await takePort()
    expect(await refusal(["--port", String(port)])).toBe(
      `klarna-sandbox: port ${port} is already in use; choose another with --port`
    )
    other.close()
  })

  it("names a configuration that cannot be read", async () => {
    const file = join(folder, "none.json")
    expect(await refusal(["--config", file])).toContain(`cannot read ${file}`)
  })
})

describe("--data", () => {
  const refused = async (file: string) => {
    const line = await refusal(["--data", file])
    return line.replace(`klarna-sandbox: cannot open ${file}: `, "")
  }

  it("refuses a file that is no database", async () => {
    const file = join(folder, "notes.txt")
    writeFileSync(file, "remember the milk\n".repeat(100))
    expect(await refused(file)).toBe("it is not a database")
  })

  it("refuses a folder", async () => {
    expect(await refused(folder)).toBe("it is a folder")
  })

  it("refuses a file in a folder that does not exist", async () => {
    const missing = join(folder, "missing")
    expect(await refused(join(missing, "state.sqlite"))).toBe(`there is no folder ${missing}`)
  })

  it("refuses a file that another sandbox has open", async () => {
    const file = join(folder, "state.sqlite")
    const first = await startCli(cli.file, ["--data", file])
    expect(await refused(file)).toBe("another process uses it")
    await first.kill("SIGKILL")
    await (await startCli(cli.file, ["--data", file])).kill("SIGTERM")
  })

  /** What a user sees who is not root: whoever is becomes nobody, once the code is loaded. */
  async function refusedToNobody(file: string): Promise<string> {
    const script = `
      const { requireUsable } = require(${JSON.stringify(join(dirname(cli.file), "state/require-usable.js"))})
      if (process.getuid() === 0) process.setuid(65534)
      try { requireUsable(${JSON.stringify(file)}) } catch (error) { process.stdout.write(error.message) }`
    return (await runNode(["-e", script])).stdout
  }

  it("refuses a file that this user may not read", async () => {
    const file = join(folder, "state.sqlite")
    writeFileSync(file, "", { mode: 0o000 })
    expect(await refusedToNobody(file)).toBe("this user may not read and write it")
  })

  it("refuses a folder that this user may not write in", async () => {
    const closed = join(folder, "closed")
    mkdirSync(closed, { mode: 0o555 })
    expect(await refusedToNobody(join(closed, "state.sqlite"))).toBe("this user may not write in its folder")
  })
})

describe("a sandbox that is closed while a fault holds a call back", () => {
  it("kept its process for as long, and then had it tell of a closed database", async () => {
    const script = `
      const { startSandbox } = require(${JSON.stringify(join(dirname(cli.file), "index.js"))})
      startSandbox({ port: 0 }).then(async (sandbox) => {
        const faults = sandbox.url + "/_sandbox/faults"
        await fetch(faults, { method: "POST", body: '{ "kind": "latency", "ms": 15000 }' })
        const held = fetch(sandbox.url + "/payments/v1/sessions", { method: "POST", body: "{}" }).catch(() => "cut")
        while ((await (await fetch(faults)).json())[0].struck === 0) continue
        const closedAt = Date.now()
        await sandbox.close()
        process.stdout.write(await held)
        process.on("exit", () => process.stdout.write(Date.now() - closedAt < 10000 ? " at once" : " late"))
      })`
    expect(await runNode(["-e", script])).toEqual({ code: 0, stdout: "cut at once", stderr: "" })
  })
})
