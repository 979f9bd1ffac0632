/**
 * Resolves at the first request to stop. Later ones change nothing: npm passes on a Ctrl-C that the
 * terminal has already sent, and stopping has its own deadlines.
 *
 * @template T
 * @param {T} value what to resolve with
 * @returns {Promise<T>}
 */
export function untilSignal(value) {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve(value))
  })
}
