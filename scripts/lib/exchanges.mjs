import fs from "node:fs"
import path from "node:path"

/**
 * Where the projects note what they said to Klarna, and what of `differences.ts` they met doing so; see
 * `integration-tests/contract/support/exchange-environment.ts`.
 */
export function createExchanges(directory) {
  const file = path.join(directory, "exchanges.jsonl")
  return {
    env: { KLARNA_EXCHANGES_LOG: file },
    /** @returns {{ count: number, unused: string[] }} undefined when nothing was compared with the descriptions */
    read() {
      if (!fs.existsSync(file)) return undefined
      const notes = fs.readFileSync(file, "utf8").trimEnd().split("\n").map(JSON.parse)
      // Each process goes on counting from spec file to spec file.
      const latest = [...new Map(notes.map((note) => [note.process, note])).values()]
      const used = new Set(latest.flatMap((note) => note.used))
      return {
        count: latest.reduce((sum, { exchanges }) => sum + exchanges, 0),
        unused: latest[0].known.filter((difference) => !used.has(difference)),
      }
    },
  }
}
