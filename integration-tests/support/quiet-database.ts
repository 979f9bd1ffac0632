/** Medusa's runner drops each test's database under the connections that knex still holds, which is as it should be. */
const EXPECTED = "Connection Error: Connection ended unexpectedly"

const log = console.log
console.log = (...said: unknown[]) => {
  if (!String(said[0]).includes(EXPECTED)) log(...said)
}
