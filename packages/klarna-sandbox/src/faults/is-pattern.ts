/** Whether a value can stand for a regular expression. */
export function isPattern(value: unknown): value is string {
  try {
    return typeof value === "string" && new RegExp(value) instanceof RegExp
  } catch {
    return false
  }
}
