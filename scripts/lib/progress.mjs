/**
 * Tells a person what is being done. Everything goes to standard error: standard output is for the result.
 */
export function createProgress(out = process.stderr) {
  const started = Date.now()

  /** Names the work, does it, and says how long it took. */
  async function step(title, work) {
    const since = Date.now()
    const ticking = out.isTTY && setInterval(() => out.write(`\r  … ${title} (${seconds(since)})`), 1_000)
    out.write(out.isTTY ? `  … ${title}` : `  … ${title}\n`)
    try {
      const result = await work()
      out.write(`${out.isTTY ? "\r\x1b[K" : ""}  ✓ ${title} (${seconds(since)})\n`)
      return result
    } finally {
      clearInterval(ticking)
    }
  }

  return { step, total: () => seconds(started) }
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`
