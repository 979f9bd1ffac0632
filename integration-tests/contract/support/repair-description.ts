export type Schema = { [key: string]: unknown }
export type Content = { $ref?: string; content?: Record<string, { schema?: Schema }> }
export type Answer = Content & { headers?: Record<string, unknown> }
export type Operation = { requestBody?: Content; responses: Record<string, Answer> }
export type Description = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; requestBodies?: Record<string, Content> }
}

/** Mends what no value could satisfy, and tightens what any value would. */
export function repair(description: Description): Description {
  const { components } = description
  // Component names with spaces are not legal, and no reference to them can be resolved.
  components.schemas = Object.fromEntries(
    Object.entries(components.schemas).map(([name, schema]) => [name.replace(/ /g, "_"), schema])
  )
  // Klarna's own samples of placed orders have none.
  dropRequired(components.schemas.order, "redirect_url")
  // Described as Klarna's to set, but merchants do.
  delete propertyOf(components.schemas.order, "recurring_description")?.readOnly
  return walk(description, (node) => {
    const { $ref, enum: values, pattern } = node
    if (typeof $ref === "string") node.$ref = $ref.replace(/ /g, "_")
    if (Array.isArray(values)) {
      if (values.every((value) => value === null)) delete node.enum
      else node.enum = values.flatMap((value) => (typeof value === "string" ? value.split("|") : [value]))
    }
    if (typeof pattern === "string" && !pattern.startsWith("^")) node.pattern = `^(?:${pattern})$`
  })
}

function propertyOf(schema: Schema | undefined, name: string): Schema | undefined {
  return (schema?.properties as Record<string, Schema> | undefined)?.[name]
}

function dropRequired(schema: Schema | undefined, property: string) {
  if (Array.isArray(schema?.required)) {
    schema.required = schema.required.filter((name) => name !== property)
  }
}

/** Business purchases have these, although the description of the address leaves them out. */
const UNDESCRIBED_ADDRESS_FIELDS = { organization_name: { type: "string" }, attention: { type: "string" } }

/** What is said has to be described: a member that is mistyped would be ignored. */
export const closed = (description: Description): Description =>
  walk(structuredClone(description), (node) => {
    if (!isObject(node.properties)) return
    const isAddress = "given_name" in node.properties && "postal_code" in node.properties
    if (isAddress) Object.assign(node.properties, UNDESCRIBED_ADDRESS_FIELDS)
    node.additionalProperties = false
  })

/** What is sent must not be Klarna's to set. */
export const writable = (description: Description): Description =>
  walk(structuredClone(description), (node) => {
    if (!isObject(node.properties)) return
    const properties = Object.entries(node.properties)
    node.properties = Object.fromEntries(properties.filter(([, property]) => !(property as Schema).readOnly))
  })

/** Lets every reference name the description it leads into. */
export const named = (description: Description, name: string): Description =>
  walk(structuredClone(description), (node) => {
    if (typeof node.$ref === "string") node.$ref = name + node.$ref
  })

const isObject = (value: unknown): value is Schema => typeof value === "object" && value !== null

function walk<Tree>(tree: Tree, visit: (node: Schema) => void): Tree {
  if (Array.isArray(tree)) tree.forEach((entry) => walk(entry, visit))
  else if (isObject(tree)) {
    visit(tree)
    Object.values(tree).forEach((entry) => walk(entry, visit))
  }
  return tree
}
