import { TEMPLATE_FIELDS } from "./storefront-options"

export type TemplateValues = Partial<Record<(typeof TEMPLATE_FIELDS)[number], string>>

/** Fills a storefront address. A value that is not known becomes empty; values are percent-encoded. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(/\{([^}]*)\}/g, (_, field: keyof TemplateValues) =>
    encodeURIComponent(values[field] ?? "")
  )
}
