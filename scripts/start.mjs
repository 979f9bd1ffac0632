import { requireNode } from "./lib/node-version.mjs"

requireNode()
const { runMain } = await import("./lib/failure.mjs")
const { startDemo } = await import("./lib/start-demo.mjs")
await runMain(() => startDemo(process.argv.slice(2)))
process.exit()
