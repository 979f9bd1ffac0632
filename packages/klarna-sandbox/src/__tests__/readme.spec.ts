import { execFile, spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import path from "node:path"
import { promisify } from "node:util"
import { usage } from "../cli-arguments"
import { CALL_KINDS, CALLBACK_KINDS, CALLBACKS } from "../faults/fault"
import { routes } from "../http/routes"
import { defaultSettings } from "../settings"
import { withSandbox } from "./support/with-sandbox"

const README = readFileSync(path.resolve(__dirname, "../../README.md"), "utf8")

/** What stands between the fences of this language. */
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, text]) => text ?? "")

const section = (title: string) =>
  new RegExp(`^#+ ${title}\\n([^]*?)(?=^#)`, "m").exec(`${README}\n#`)?.[1] ?? ""

/** The first two cells of every row of the tables in a text. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| (.+?) +\| (.*?) +\|/gm)].map(
    ([, first = "", second = ""]) => [first, second] as const
  )

const words = (text: string) =>
  [...text.replace(/^```[^]*?^```$/gm, "").matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word)

/** `klarna` is the helper that the README makes of curl. */
const CALL = /\b(curl|klarna) [-$"]/

/** In the order in which they are read. */
const examples = blocks("sh").filter((block) => CALL.test(block))

const hasTools = ["bash", "curl", "node"].every((tool) => spawnSync(tool, ["--version"]).status === 0)
if (!hasTools && !process.env.CI) {
  console.warn("bash or curl is missing here: the README's examples are not run")
}

;(hasTools || process.env.CI ? describe : describe.skip)("the README's examples with curl", () => {
  const bench = withSandbox()

  /** One shell for all of them, as for somebody who reads on. @returns what its variables hold in the end */
  async function run(): Promise<Record<string, string>> {
    const names = ["ORDER", "SESSION", "PLACED", "CUSTOMER", "CHARGED"]
    const program = [
      "set -euo pipefail",
      ...examples,
      `printf '\\n%s' ${names.map((name) => `"${name}=$${name}"`).join(" ")}`,
    ]
      .join("\n")
      .replaceAll("http://127.0.0.1:4600", bench.sandbox.url)
      .replaceAll("http://localhost:9000", bench.shop.url)
    // Rejects with what the shell said when a call is refused.
    const { stdout } = await promisify(execFile)("bash", ["-c", program], { timeout: 200_000 })
    const lines = stdout.trim().split("\n").slice(-names.length)
    return Object.fromEntries(lines.map((line) => line.split("=", 2)))
  }

  it("do what they say", async () => {
    const { ORDER, SESSION, PLACED, CUSTOMER, CHARGED } = await run()
    const order = async (id = "") => (await bench.client.control("GET", `/orders/${id}`)).body
    expect(await order(ORDER)).toMatchObject({
      status: "CAPTURED",
      captured_amount: 10000,
      refunded_amount: 2500,
      captures: [{ captured_amount: 10000 }],
    })
    expect((await bench.client.call("GET", `/hpp/v1/sessions/${SESSION}`)).body).toMatchObject({
      status: "COMPLETED",
      order_id: ORDER,
    })
    expect((await bench.client.control("GET", "/outbox")).body).toMatchObject([{ to: "astrid@example.com" }])
    expect(await order(PLACED)).toMatchObject({ status: "CANCELLED", order_amount: 10000 })
    expect(await order(CHARGED)).toMatchObject({ status: "AUTHORIZED", order_amount: 10000 })
    expect((await bench.client.call("GET", `/customer-token/v1/tokens/${CUSTOMER}`)).body.status).toBe(
      "ACTIVE"
    )
    // The order was captured, so that nobody needs its push any more.
    expect(bench.shop.pushes()).toEqual([])
    const { body: cancels } = await bench.client.control("GET", "/calls?path=/cancel")
    expect(cancels.map(({ status }: { status: number }) => status)).toEqual([503, 204])
  })

  it("are all of them", () => {
    const lines = (text: string) => text.split("\n").filter((line) => CALL.test(line))
    const fenced = [...README.matchAll(/^```[^\n]*\n([^]*?)^```$/gm)].flatMap(([, text = ""]) => lines(text))
    expect(examples.flatMap(lines)).toEqual(fenced)
    expect(fenced.length).toBeGreaterThan(15)
  })
})

describe("the README", () => {
  it("lists every control route, and no other", () => {
    const listed = rowsOf(section("Control routes") + subsections("Control routes")).flatMap(([cell]) => {
      const spans = words(cell)
      const route = spans.at(-1)?.split(" ") ?? []
      return [...spans.slice(0, -1), route[0]].map((method) => `${method} ${route[1]}`)
    })
    const known = routes
      .filter(({ target }) => target.kind === "control")
      .map(({ method, path: route }) => `${method} ${route}`)
    expect(listed.filter((route) => /_sandbox/.test(route)).sort()).toEqual(known.sort())
  })

  it("lists every setting with its default", () => {
    const listed = rowsOf(section("Settings")).filter(([cell]) => cell.startsWith("`"))
    expect(Object.fromEntries(listed.map(([name, value]) => [words(name)[0], words(value)[0]]))).toEqual(
      Object.fromEntries(Object.entries(defaultSettings).map(([name, value]) => [name, String(value)]))
    )
  })

  it("names every fault and every callback", () => {
    const listed = rowsOf(section("Faults")).flatMap(([cell]) => words(cell))
    expect(listed.sort()).toEqual([...CALL_KINDS, ...CALLBACK_KINDS].sort())
    const callbacks = words(section("Faults"))
    expect(CALLBACKS.filter((callback) => !callbacks.includes(callback))).toEqual([])
  })

  it("lists every option of the command line", () => {
    const listed = rowsOf(section("Start")).flatMap(([cell]) => words(cell).map((word) => word.split(" ")[0]))
    const known = [...usage.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option)
    expect(listed.sort()).toEqual(known.sort())
  })

  it("links to sections that are there", () => {
    const anchors = [...README.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, "")
        .trim()
        .replaceAll(" ", "-")
    )
    const links = [...README.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = ""]) => anchor)
    expect(links.filter((link) => !anchors.includes(link))).toEqual([])
  })
})

/** Everything below a section, up to the next of its own level. */
function subsections(title: string): string {
  return new RegExp(`^## ${title}\\n([^]*?)(?=^## )`, "m").exec(`${README}\n## `)?.[1] ?? ""
}
