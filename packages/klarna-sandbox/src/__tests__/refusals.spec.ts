import { startSandbox } from "../start-sandbox"
import { checkout } from "./refusals/checkout"
import { customerTokens } from "./refusals/customer-tokens"
import { documented, notAnswered } from "./refusals/documented"
import { general } from "./refusals/general"
import { hostedPaymentPage } from "./refusals/hosted-payment-page"
import { orderManagement } from "./refusals/order-management"
import { payments } from "./refusals/payments"
import { merchants, type MerchantName, type Row, type Scene } from "./refusals/row"
import { basic, createClient } from "./support/client"
import { stateOfLastSandbox } from "./support/opened-databases"
import { forgetRefusals, sitesReached } from "./support/raised-refusals"
import { refusalSites, type Site } from "./support/refusal-sites"
import { startShop } from "./support/shop"
import { START } from "./support/with-sandbox"

jest.mock("../state/open-database", () =>
  jest.requireActual("./support/opened-databases").rememberingDatabases()
)
jest.mock("../http/refusal", () => jest.requireActual("./support/raised-refusals").recordingRefusals())

const tables: [string, Row[]][] = [
  ["every API", general],
  ["Checkout", checkout],
  ["the hosted payment page", hostedPaymentPage],
  ["Payments", payments],
  ["customer tokens", customerTokens],
  ["Order Management", orderManagement],
]

/** What no request can reach, and why. */
const UNREACHABLE: readonly { file: string; text: RegExp; why: string }[] = [
  {
    file: "http/answer-call.ts",
    text: /INTERNAL_SERVER_ERROR", \["The sandbox failed/,
    why: "a mistake of the sandbox's own; faults stand for Klarna's",
  },
  {
    file: "hosted-payment-page/payment-session.ts",
    text: /NOT_FOUND/,
    why: "a page ends an hour before its payment session, so that nobody meets a page without one",
  },
]

const sites = refusalSites()
const reached = new Set<Site>()

const keyOf = (name: MerchantName) => merchants.find(({ username }) => username === name)?.key ?? ""

async function sceneOf(options: Row["options"]): Promise<Scene> {
  const sandbox = await startSandbox({ port: 0, clock: () => START, seed: "refusals", merchants, ...options })
  const as = (name: MerchantName) => createClient(sandbox, basic(name, keyOf(name)))
  return { sandbox, shop: await startShop(), client: as("sandbox"), as }
}

describe.each(tables)("%s refuses", (_api, rows) => {
  it.each(rows.map((row) => [row.title, row] as const))("%s", async (_title, row) => {
    const scene = await sceneOf(row.options)
    try {
      const { method = "GET", path, body, headers, as = "sandbox" } = await row.call(scene)
      await scene.sandbox.settled()
      forgetRefusals()
      const before = stateOfLastSandbox()
      const answer = await scene.as(as).call(method, path, body, headers)
      for (const site of sitesReached(sites)) reached.add(site)

      expect({ status: answer.status, code: answer.body?.error_code }).toEqual({
        status: row.status,
        code: row.code,
      })
      const said: string[] = path.startsWith("/_sandbox")
        ? [answer.body.error]
        : (answer.body?.error_messages ?? [answer.body?.error_message])
      if (typeof row.message === "string") expect(said).toEqual([row.message])
      if (row.message instanceof RegExp) expect(said).toContainEqual(expect.stringMatching(row.message))
      // A refused call leaves no trace.
      expect(stateOfLastSandbox()).toBe(before)
    } finally {
      await scene.sandbox.close()
      await scene.shop.close()
    }
  })
})

describe("the tables", () => {
  const isExempt = ({ file, text }: Site) =>
    UNREACHABLE.some((exempt) => exempt.file === file && exempt.text.test(text))

  it("have a row for every refusal in the code", () => {
    const missing = sites.filter((site) => !reached.has(site) && !isExempt(site))
    expect(missing.map(({ file, from, text }) => `${file}:${from} ${text}`)).toEqual([])
  })

  it("exempt nothing that is reached or gone", () => {
    for (const { file, text } of UNREACHABLE) {
      const exempt = sites.filter((site) => site.file === file && text.test(site.text))
      expect(exempt).toHaveLength(1)
      expect(reached.has(exempt[0]!)).toBe(false)
    }
  })

  const answers = new Set(tables.flatMap(([, rows]) => rows.map(({ status, code }) => `${status} ${code}`)))

  it.each(Object.entries(documented))("reach every answer of %s", (_reference, named) => {
    expect(named.filter((answer) => !answers.has(answer) && !(answer in notAnswered))).toEqual([])
  })

  it("leave out nothing that is answered", () => {
    expect(Object.keys(notAnswered).filter((answer) => answers.has(answer))).toEqual([])
  })
})
