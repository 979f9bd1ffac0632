/**
 * Runs before anything else is loaded, so it uses only what an old Node understands.
 * The range is Medusa's own.
 */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number)
  const isGood = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (isGood) return
  console.error(
    "\n✖ Node " +
      process.versions.node +
      " is too old. Install Node 20.19 or newer (of the 22 line: 22.12 or newer)."
  )
  process.exit(1)
}
