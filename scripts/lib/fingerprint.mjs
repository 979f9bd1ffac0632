import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { root } from "./paths.mjs"

/**
 * @param {readonly string[]} sources files and folders of the checkout; a missing one counts as empty
 * @param {readonly string[]} more other things that matter
 * @returns {string} the same as long as all of them are
 */
export function fingerprint(sources, more = []) {
  const hash = createHash("sha256").update(JSON.stringify(more))
  for (const file of sources.flatMap(filesOf))
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)))
  return hash.digest("hex").slice(0, 16)
}

function filesOf(source) {
  const found = fs.statSync(path.join(root, source), { throwIfNoEntry: false })
  if (!found) return []
  if (!found.isDirectory()) return [source]
  return fs
    .readdirSync(path.join(root, source))
    .filter((name) => name !== "__tests__")
    .sort()
    .flatMap((name) => filesOf(path.join(source, name)))
}
