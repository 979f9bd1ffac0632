/**
 * A country in the reader's language, where Medusa has only the English name.
 *
 * @param code ISO 3166-1 alpha-2, in either case
 * @returns nothing where the browser has no name for it
 */
export function countryName(code: string | undefined, language: string): string | undefined {
  if (!code) return undefined
  try {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" })
    return names.of(code.toUpperCase())
  } catch {
    return undefined
  }
}
