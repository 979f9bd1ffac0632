import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readConfig } from "../read-config"

const folder = mkdtempSync(join(tmpdir(), "klarna-sandbox-config-"))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, "config.json")
const reading = (content: unknown) => () => {
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content))
  return readConfig(file)
}

describe("a configuration file", () => {
  it("names merchants and settings", () => {
    const config = {
      merchants: [
        { username: "K1", key: "k1", name: "Lamps & Co", provider: "kustom", environment: "playground" },
        { username: "K2", key: "k2", region: "na", sms: false, currencies: ["USD"], profiles: { kiosk: {} } },
      ],
      settings: { om_lag_ms: 1000, region: "any" },
    }
    expect(reading(config)()).toEqual(config)
  })

  it.each([
    ["{", "it is not valid JSON"],
    ["[]", "it must be a JSON object"],
    [{ merchant: [] }, "it has an unknown member merchant"],
    [{ merchants: [] }, "merchants must be a list of at least one object"],
    [{ merchants: [{ username: "K1" }] }, "merchants[0].key is missing or not valid"],
    [{ merchants: [{ username: "K:1", key: "k" }] }, "merchants[0].username is missing or not valid"],
    [
      { merchants: [{ username: "K1", key: "k", region: "mars" }] },
      "merchants[0].region is missing or not valid",
    ],
    [{ merchants: [{ username: "K1", key: "k", shop: "x" }] }, "merchants[0] has an unknown member shop"],
    [
      {
        merchants: [
          { username: "K1", key: "k" },
          { username: "K1", key: "l" },
        ],
      },
      "two merchants have the same username",
    ],
    [{ settings: 1 }, "settings must be an object"],
    [{ settings: { om_lag_ms: -1 } }, "om_lag_ms must be a whole number of milliseconds"],
    [{ settings: { speed: 1 } }, "speed is not a setting"],
  ])("is refused in one line when it is %j", (content, sentence) => {
    expect(reading(content)).toThrow(expect.objectContaining({ message: `${file}: ${sentence}` }))
  })

  it("is refused in one line when it is not there", () => {
    expect(() => readConfig(join(folder, "none.json"))).toThrow(/^cannot read .*none\.json: ENOENT[^\n]*$/)
  })
})
