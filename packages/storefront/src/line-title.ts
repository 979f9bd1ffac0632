export interface NamedLine {
  readonly title: string
  readonly product_title?: string | null
  readonly variant_title?: string | null
}

export const lineTitle = (line: NamedLine) => line.product_title ?? line.title

export const lineDetail = (line: NamedLine) => line.variant_title ?? line.title
