import fs from "node:fs"
import os from "node:os"
import path from "node:path"

const MEMORY = "/dev/shm"
/** The databases of a whole run and their log stay below a quarter of it. */
const NEEDED_BYTES = 2 * 1024 ** 3
const PREFIX = "medusa-plugin-klarna-test-"

/**
 * A new folder for data that nobody needs afterwards: in memory where there is plenty. Each test has a database of its
 * own made, a thousand files, which on a busy disk takes longer than the test.
 */
export function makeTestDataDir() {
  const base = hasRoom() ? MEMORY : os.tmpdir()
  if (base === MEMORY) removeForsaken()
  return fs.mkdtempSync(path.join(base, `${PREFIX}${process.pid}-`))
}

function hasRoom() {
  try {
    fs.accessSync(MEMORY, fs.constants.W_OK)
    const { bavail, bsize } = fs.statfsSync(MEMORY)
    return Math.min(bavail * bsize, os.freemem()) >= NEEDED_BYTES
  } catch {
    return false
  }
}

/** A run that was killed has left its data behind, and memory is dear. */
function removeForsaken() {
  for (const name of fs.readdirSync(MEMORY)) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? []
    if (pid && !isAlive(Number(pid))) fs.rmSync(path.join(MEMORY, name), { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}
