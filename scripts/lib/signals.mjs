/**
 * Resolves at the first request to stop. Later ones change nothing: npm passes on a Ctrl-C that the
 * terminal has already sent, and stopping has its own deadlines.
 *
 * A closed terminal (SIGHUP) is left alone, so that nohup works; the leash cleans up after it.
 *
 * @template T
 * @param {T} value what to resolve with
 * @returns {Promise<T>}
 */
export function untilStopped(value) {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => resolve(value))
    if (process.env.npm_lifecycle_event) onParentGone(() => resolve(value))
  })
}

/** An npm that is killed outright passes nothing on. */
function onParentGone(act) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && act(), 1_000).unref()
}
