import fs from "node:fs"
import path from "node:path"
import texts from "../../../i18n"
import { SAID_AS } from "../explain"

const ROOT = path.resolve(__dirname, "../../../..")
const { links, desk } = texts.en.klarna

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8")
const below = (folder: string): string[] =>
  fs
    .readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => name !== "__tests__")
    .flatMap((entry) => {
      const at = path.join(folder, entry.name)
      return entry.isDirectory() ? below(at) : [at]
    })

/** What making, sending and ending a link can run into. */
const SOURCES = [
  ...below("api/admin/klarna/sessions"),
  ...below("api/admin/klarna/payment-links"),
  ...[
    "prepare-payment-link",
    "send-payment-link",
    "disable-payment-link",
    "collect-outstanding",
    "reserve-link",
    "ensure-link-collection",
    "note-link-author",
    "read-outstanding-order",
    "convert-paid-draft",
  ].map((step) => `workflows/steps/${step}.ts`),
  "modules/klarna/distribute-page.ts",
  "providers/base/adopt-authorization.ts",
  "domain/distribution-advice.ts",
]
/** An order that is no order for Klarna is refused while its link is made. Captures and refunds have other texts. */
const MAPPING = [...below("domain"), ...below("medusa")].filter(
  (file) => !/(part|refund|return-fee|money|line-balance)/.test(path.basename(file))
)

const found = (files: string[], pattern: RegExp): string[] =>
  files.flatMap((file) => [...read(file).matchAll(pattern)].map(([, code]) => code as string))

const CODES = [
  ...new Set([
    // The last thing that an error is made with, or the first.
    ...found(SOURCES, /(?:refuse|notAllowed|MedusaError)\([^;]*?["`],?\s*"(\w+)",?\s*\)/g),
    ...found(SOURCES, /DistributionError\(\s*"(\w+)"/g),
    ...found(SOURCES, /case "(\w+)":/g),
    ...found(SOURCES, /code: "(\w+)"/g),
    ...found(MAPPING, /KlarnaMappingError\(\s*"(\w+)"/g),
  ]),
].sort()

describe("every refusal that the server answers about a link", () => {
  it("is found", () => {
    expect(CODES).toEqual(
      expect.arrayContaining([
        ...["NOT_FOUND", "BLACKLISTED_CONTACT", "contact_invalid", "just_sent", "link_busy", "link_over"],
        ...["nothing_to_pay", "provider_not_in_region", "successor_awaited", "address_missing"],
      ])
    )
  })

  it.each(CODES)("was shown as its raw code: %s", (code) => {
    const key = SAID_AS[code] ?? code
    expect(Object.keys({ ...desk.refusal, ...links.refusal })).toContain(key)
  })
})

describe("what came of a callback", () => {
  const acts = found(["domain/decision.ts"], /act: "(\w+)"/g)

  it.each([...new Set(acts), "nothing", "note", "read_page", "sync", "failed"])(
    "was shown in our own word: %s",
    (act) => {
      expect(Object.keys(links.callbacks.outcome)).toContain(act)
    }
  )

  it.each(
    found(
      ["modules/klarna/models/klarna-event.ts"],
      /"(status_update|push|return|authorization|fraud|refreshed)"/g
    )
  )("names its source: %s", (source) => {
    expect(Object.keys(links.callbacks.source)).toContain(source)
  })
})
