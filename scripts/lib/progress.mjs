/**
 * Tells a person what is being done. Everything goes to standard error: standard output is for the result.
 */
export function createProgress(out = process.stderr) {
  const started = Date.now()
  const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`
  return {
    say: (line) => void out.write(`  ${line}\n`),

    /** Names the work, does it, and says how long it took. */
    async step(title, work) {
      const since = Date.now()
      const isLive = out.isTTY
      out.write(isLive ? `  … ${title}` : `  … ${title}\n`)
      const result = await work()
      out.write(`${isLive ? "\r\x1b[K" : ""}  ✓ ${title} (${seconds(since)})\n`)
      return result
    },

    total: () => seconds(started),
  }
}
