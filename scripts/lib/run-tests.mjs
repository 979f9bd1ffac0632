import fs from "node:fs"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { chromiumAdvice, findChromium, installChromium } from "./chromium.mjs"
import { readDatabaseUrl } from "./database-url.mjs"
import { createExchanges } from "./exchanges.mjs"
import { Failure } from "./failure.mjs"
import { bin, installPackages } from "./install.mjs"
import { defaultDataDir, root } from "./paths.mjs"
import { startPostgres } from "./postgres.mjs"
import { createProcesses } from "./processes.mjs"
import { createProgress } from "./progress.mjs"
import { untilStopped } from "./signals.mjs"
import { withoutTelemetry } from "./telemetry.mjs"
import { makeTestDataDir } from "./test-data-dir.mjs"

/** Quick ones first: what is broken at the bottom explains what fails above. */
const projects = ["unit", "sandbox", "module", "contract", "faults", "browser", "http"]
/** Two at a time, because most of a test is waiting: for PostgreSQL, for a boot, for a browser. */
const AT_ONCE = 2
/** Long ones come in parts, so that the last one does not run alone. */
const PARTS = { http: 4 }
const needsDatabase = new Set(["module", "contract", "http", "faults", "browser"])
const EXCERPT_LINES = 20
/** More for full counts, which take hours. */
const PROJECT_WITHIN_MINUTES = Number(process.env.KLARNA_TEST_MINUTES ?? 30)
const resultsDir = path.join(defaultDataDir, "test-results")

/**
 * `npm test`: every project; `-- --project http [jest arguments]` for working on one.
 * @returns {Promise<number>} exit code
 */
export async function runTests(args) {
  const { wanted, jestArgs } = readArguments(args)
  const processes = createProcesses(path.join(defaultDataDir, "logs"))
  const progress = createProgress()
  let database
  const interrupted = untilStopped(130)

  async function work() {
    await installPackages({ processes, progress })
    const env = {
      NODE_ENV: "test",
      // Jest prints every line with a stack trace: Medusa's boot alone would be thousands.
      LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
      NODE_OPTIONS: withOption(process.env.NODE_OPTIONS, "--experimental-vm-modules"),
      ...withoutTelemetry(defaultDataDir),
    }
    if (wanted.some((project) => needsDatabase.has(project))) {
      database = await openDatabase()
      Object.assign(env, testRunnerEnvironment(database))
    }
    if (wanted.includes("browser") && hasBrowserTests()) {
      env.CHROMIUM_PATH = await requireChromium({ processes, progress })
    }
    fs.rmSync(resultsDir, { recursive: true, force: true })
    fs.mkdirSync(resultsDir, { recursive: true })
    const exchanges = createExchanges(resultsDir)
    Object.assign(env, exchanges.env)
    const results = await runAll(env)
    const isWhole = wanted.length === projects.length && jestArgs.length === 0
    return report([...results, ...judge(exchanges.read(), isWhole)])
  }

  /** What runs alone is watched; the output of several is shown one after another. */
  const alone = wanted.length === 1

  async function runAll(env) {
    const parts = (project) => (alone || jestArgs.length ? 1 : (PARTS[project] ?? 1))
    const waiting = wanted.flatMap((project) => {
      const count = parts(project)
      return Array.from({ length: count }, (_, index) =>
        count === 1
          ? { project, name: project }
          : { project, name: `${project}-${index + 1}`, shard: `${index + 1}/${count}` }
      )
    })
    const results = []
    const work = async () => {
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        results.push(await runProject({ ...task, jestArgs, env, processes, alone }))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return results
  }

  try {
    return await Promise.race([work(), interrupted])
  } finally {
    await processes.stop()
    await database?.stop()
  }
}

function readArguments(args) {
  const wanted = []
  const jestArgs = []
  for (let index = 0; index < args.length; index++) {
    const [flag, value] = args[index].split("=")
    if (flag === "--project") wanted.push(value ?? args[++index])
    else jestArgs.push(args[index])
  }
  const unknown = wanted.findIndex((project) => !projects.includes(project))
  if (unknown >= 0) throw new Failure(`No project "${wanted[unknown]}". There are ${projects.join(", ")}.`)
  return {
    wanted: wanted.length ? projects.filter((project) => wanted.includes(project)) : projects,
    jestArgs,
  }
}

const withOption = (options, option) => [options, option].filter(Boolean).join(" ")

async function openDatabase() {
  if (process.env.DATABASE_URL) return { ...readDatabaseUrl(process.env.DATABASE_URL), stop: async () => {} }
  return startPostgres({
    dataDir: makeTestDataDir(),
    logFile: path.join(defaultDataDir, "logs/postgres-test.log"),
    throwAway: true,
  })
}

/** What Medusa's test runner reads. It turns SSL on unless the host's name holds "localhost". */
function testRunnerEnvironment({ host, port, user, password }) {
  const isLocal = ["127.0.0.1", "[::1]"].includes(host)
  return {
    DB_HOST: isLocal ? "localhost" : host,
    DB_PORT: String(port),
    DB_USERNAME: user,
    DB_PASSWORD: password,
    // Tests make databases of their own; none may touch the one that was given.
    DATABASE_URL: undefined,
  }
}

const hasBrowserTests = () => fs.existsSync(path.join(root, "integration-tests/browser"))

async function requireChromium({ processes, progress }) {
  if (!findChromium()) await progress.step("Installing Chromium", () => installChromium({ processes }))
  const found = findChromium()
  if (!found) throw new Failure(chromiumAdvice)
  return found
}

/** @returns {Promise<{ passed: number, failed: number, skipped: number }>} */
async function runProject({ project, name, shard, jestArgs, env, processes, alone }) {
  const title = `\n── ${name} ${"─".repeat(60 - name.length)}`
  console.log(alone ? title : `${name}: started`)
  const outputFile = path.join(resultsDir, `${name}.json`)
  const began = Date.now()
  const args = ["--selectProjects", project, "--runInBand", "--forceExit", "--passWithNoTests"]
  if (shard) args.push(`--shard=${shard}`)
  const jest = processes.start(
    name,
    bin("jest"),
    [...args, "--json", "--outputFile", outputFile, ...jestArgs],
    {
      env,
      log: !alone,
    }
  )
  const end = await Promise.race([jest.exited, wait(PROJECT_WITHIN_MINUTES * 60_000, "late", { ref: false })])
  const isGood = end.code === 0
  const counts = readCounts(outputFile)
  if (!alone) {
    console.log(title)
    // What failed stands above the log that says FAIL: of a long output often only a part is kept.
    if (!isGood) tellFailures(counts.failures)
    console.log(fs.readFileSync(jest.logFile, "utf8"))
  }
  if (end === "late") console.error(`✖ ${name} was not done after ${PROJECT_WITHIN_MINUTES} minutes.`)
  const seconds = Math.round((Date.now() - began) / 1000)
  // A spec file that cannot be loaded, or a Jest that dies, must not end in "0 failed".
  return { ...counts, name, seconds, failed: Math.max(counts.failed, isGood ? 0 : 1) }
}

/** Enough of what a test said to know why, where the whole output may be cut. */
function excerptOf([message = ""]) {
  const lines = message
    .split("\n")
    .filter((line) => line.trim() && !line.includes("node_modules"))
    .slice(0, EXCERPT_LINES)
  return lines.map((line) => `\n      ${line}`).join("")
}

function readCounts(outputFile) {
  if (!fs.existsSync(outputFile)) return { passed: 0, failed: 0, skipped: 0, failures: [] }
  const results = JSON.parse(fs.readFileSync(outputFile, "utf8"))
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
    failures: results.testResults
      .filter(({ status }) => status === "failed")
      .flatMap(({ name, assertionResults }) => [
        path.relative(root, name),
        ...assertionResults
          .filter(({ status }) => status === "failed")
          .map(({ fullName, failureMessages }) => `  ${fullName.trim()}${excerptOf(failureMessages)}`),
      ]),
  }
}

/** Exchanges are judged test by test; what nothing needs any more, only the whole can tell. */
function judge(exchanges, isWhole) {
  if (!exchanges) return []
  console.log(`\n${exchanges.count} exchanges with Klarna compared with its published descriptions`)
  const unused = isWhole ? exchanges.unused : []
  for (const difference of unused) console.error(`✖ differences.ts: nothing differs by "${difference}"`)
  return [{ passed: 0, failed: unused.length, skipped: 0 }]
}

function tellFailures(failures) {
  for (const failure of failures) console.error(`✖ ${failure}`)
}

function report(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const skipped = sum("skipped") ? `, ${sum("skipped")} skipped` : ""
  console.log()
  for (const { name, passed, failed, seconds } of results) {
    if (name) console.log(`${name.padEnd(10)}${passed} passed, ${failed} failed in ${seconds} s`)
  }
  tellFailures(results.flatMap(({ failures = [] }) => failures))
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}`)
  return sum("failed") ? 1 : 0
}
