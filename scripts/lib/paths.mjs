import path from "node:path"
import { fileURLToPath } from "node:url"

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..")

/** Whatever is made while running lives here: Medusa's watchers pass over dot folders. */
export const defaultDataDir = path.join(root, ".data")

/** A path as a person standing in the checkout would write it. */
export function shown(file) {
  const relative = path.relative(root, file)
  return relative.startsWith("..") ? file : relative
}
