import { accessSync, closeSync, constants, openSync, readSync, statSync, type Stats } from "node:fs"
import { dirname } from "node:path"

/** What every SQLite file begins with. */
const MAGIC = "SQLite format 3\0"

/**
 * SQLite says "unable to open database file" about nearly everything.
 *
 * @param path absolute
 * @throws the rest of a sentence that begins with "cannot open <file>: "
 */
export function requireUsable(path: string) {
  const folder = dirname(path)
  if (!statOf(folder)?.isDirectory()) throw new Error(`there is no folder ${folder}`)
  // The write-ahead log lies beside the file.
  requireAccess(folder, "this user may not write in its folder")
  const file = statOf(path)
  if (!file) return
  if (file.isDirectory()) throw new Error("it is a folder")
  requireAccess(path, "this user may not read and write it")
  if (file.size > 0 && beginningOf(path) !== MAGIC) throw new Error("it is not a database")
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

function requireAccess(path: string, refusal: string) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
  } catch (cause) {
    throw new Error(refusal, { cause })
  }
}

function beginningOf(path: string): string {
  const buffer = Buffer.alloc(MAGIC.length)
  const descriptor = openSync(path, "r")
  try {
    readSync(descriptor, buffer)
  } finally {
    closeSync(descriptor)
  }
  return buffer.toString("latin1")
}
