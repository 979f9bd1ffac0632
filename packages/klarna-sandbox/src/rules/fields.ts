/** Declarative checks of a request body. Each API words the problems its own way. */

export type Problem = {
  /** Path of the field, as in `order_lines[0].tax_rate`. */
  path: string
  /** Said after the path, where Klarna says more than the path. */
  detail?: string
  /** The allowed length, when that is what was wrong. */
  size?: { min: number; max: number }
}

export type Rule = {
  required?: boolean
  check(value: unknown, path: string): Problem[]
}

export type Fields = Record<string, Rule>

export const required = (rule: Rule): Rule => ({ ...rule, required: true })

/** A string whose length is counted in code points. */
export const text = (size: { min?: number; max?: number; pattern?: RegExp } = {}): Rule => {
  const { min = 0, max = 255, pattern } = size
  return {
    check(value, path) {
      if (typeof value !== "string") return [{ path }]
      const length = [...value].length
      if (length < min || length > max) return [{ path, size: { min, max } }]
      return pattern && !pattern.test(value) ? [{ path }] : []
    },
  }
}

export const integer = ({ min = -Infinity, max = Infinity } = {}): Rule => ({
  check: (value, path) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max ? [] : [{ path }],
})

export const boolean: Rule = { check: (value, path) => (typeof value === "boolean" ? [] : [{ path }]) }

export const oneOf = (values: readonly string[], { ignoreCase = false } = {}): Rule => ({
  check: (value, path) =>
    values.includes(ignoreCase ? String(value).toUpperCase() : String(value)) ? [] : [{ path }],
})

export const list = (rule: Rule, { min = 0, max = Infinity } = {}): Rule => ({
  check(value, path) {
    if (!Array.isArray(value) || value.length < min || value.length > max)
      return [{ path, size: { min, max } }]
    return value.flatMap((item, index) => rule.check(item, `${path}[${index}]`))
  },
})

/** An object; fields that are not listed pass. `null` counts as absent. */
export const object = (fields: Fields): Rule => ({
  check(value, path) {
    if (!isObject(value)) return [{ path }]
    return checkFields(value, fields, path)
  },
})

export function checkFields(value: Record<string, unknown>, fields: Fields, parent = ""): Problem[] {
  return Object.entries(fields).flatMap(([name, rule]) => {
    const path = parent ? `${parent}.${name}` : name
    const field = value[name]
    if (field === undefined || field === null) return rule.required ? [{ path }] : []
    return rule.check(field, path)
  })
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** @returns the listed fields that are present */
export function pick(value: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (value[name] === undefined || value[name] === null ? [] : [[name, value[name]]]))
  )
}
