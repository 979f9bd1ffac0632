import { requireNode } from "../scripts/lib/node-version.mjs"

requireNode()
const { runMain } = await import("../scripts/lib/failure.mjs")
const { runBench } = await import("./lib/run-bench.mjs")
await runMain(() => runBench(process.argv.slice(2)))
process.exit()
