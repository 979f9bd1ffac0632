import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { DESCRIPTIONS_DIR } from "./support/descriptions"

const described = DESCRIPTIONS_DIR ? it : it.skip
const root = path.resolve(__dirname, "../..")

type Results = {
  testResults: {
    message: string
    assertionResults: { title: string; status: string; failureMessages: string[] }[]
  }[]
}

/** Runs the fixture as the contract specs are run. */
async function runFixture() {
  const { KLARNA_EXCHANGES_LOG: _log, ...env } = process.env
  const { projects } = jest.requireActual<{ projects: { displayName: string }[] }>("../../jest.config.js")
  const project = projects.find(({ displayName }) => displayName === "contract")
  const config = {
    ...project,
    rootDir: root,
    // All that it needs: looking through the whole repository takes longer than the tests.
    roots: ["<rootDir>/integration-tests/contract", "<rootDir>/packages/klarna-sandbox/src"],
    testMatch: ["<rootDir>/integration-tests/contract/fixtures/*.ts"],
  }
  const jestBin = path.join(root, "node_modules/jest/bin/jest.js")
  const ended = await promisify(execFile)(
    process.execPath,
    [jestBin, "--config", JSON.stringify(config), "--json", "--runInBand", "--forceExit"],
    { cwd: root, env }
  ).catch((error: { stdout: string }) => error)
  const { testResults } = JSON.parse(ended.stdout) as Results
  const [file] = testResults
  return {
    message: file?.message ?? "",
    failures: Object.fromEntries(
      (file?.assertionResults ?? []).map(({ title, failureMessages }) => [title, failureMessages.join("\n")])
    ),
  }
}

describe("the environment that specs run in", () => {
  described(
    "fails each test that says what Klarna did not describe, and the file for what comes too late",
    async () => {
      const { failures, message } = await runFixture()
      expect(failures).toEqual({
        "says what is described": "",
        "says what nobody described": expect.stringContaining(
          'POST /checkout/v3/orders 201, request /colour is not described: "red"'
        ),
        "is refused": "",
        "fails by itself": expect.not.stringContaining("/colour"),
      })
      expect(failures["fails by itself"]).toContain("Expected: 400")
      expect(message).toContain('request /colour is not described: "too late"')
    }
  )
})
