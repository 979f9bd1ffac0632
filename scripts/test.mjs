import { requireNode } from "./lib/node-version.mjs"

requireNode()
const { runMain } = await import("./lib/failure.mjs")
const { runTests } = await import("./lib/run-tests.mjs")
await runMain(() => runTests(process.argv.slice(2)))
process.exit()
