/** Text that is safe to put into a page. */
export type Html = { readonly html: string }

/** Builds HTML; every value is escaped unless it is Html itself. Lists are joined, nothing and false vanish. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
  return { html: parts.reduce((text, part, index) => text + render(values[index - 1]) + part) }
}

function render(value: unknown): string {
  if (value === undefined || value === null || value === false) return ""
  if (Array.isArray(value)) return value.map(render).join("")
  if (typeof value === "object" && "html" in value) return String((value as Html).html)
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
