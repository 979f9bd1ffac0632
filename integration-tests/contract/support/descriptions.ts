import { readFileSync } from "node:fs"
import { join } from "node:path"
import Ajv, { type ValidateFunction } from "ajv"
import { parse } from "yaml"
import type { Exchange } from "./recording-proxy"

/**
 * The published OpenAPI descriptions of the APIs we call, repaired in memory. They are not part of this
 * repository: set `KLARNA_OPENAPI_DIR` to a folder that holds them.
 */
export const DESCRIPTIONS_DIR = process.env.KLARNA_OPENAPI_DIR

const FILES = [
  "klarna-checkout.yml",
  "klarna-hpp.yml",
  "klarna-payments.json",
  "customer-token.yml",
  "order-management.yml",
]

type Schema = { [key: string]: unknown }
type Content = { $ref?: string; content?: { "application/json"?: { schema?: Schema } } }
type Response = Content & { headers?: Record<string, unknown> }
type Operation = { requestBody?: Content; responses: Record<string, Response> }
type Description = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; requestBodies?: Record<string, Content> }
}

/** Every API answers errors in this shape; the descriptions leave it out, or require none of it. */
const ERROR_BODY: Schema = {
  type: "object",
  required: ["error_code", "error_messages"],
  properties: {
    error_code: { type: "string" },
    error_messages: { type: "array", items: { type: "string" } },
    correlation_id: { type: "string" },
  },
}

/**
 * Compares what was said over the wire with the descriptions.
 *
 * @returns a function from an exchange to its violations, empty when there are none
 */
export function loadDescriptions(directory: string) {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    formats: {
      int32: true,
      int64: true,
      date: /^\d{4}-\d{2}-\d{2}$/,
      "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
    },
  })
  const descriptions = FILES.map((file) => {
    const answers = repair(parse(readDescription(join(directory, file))) as Description)
    return { file, answers, requests: closeRequests(structuredClone(answers)) }
  })
  const compiled = new Map<string, ValidateFunction>()

  function problems(
    key: string,
    schema: Schema,
    components: Description["components"],
    value: unknown
  ): string[] {
    const validate = compiled.get(key) ?? ajv.compile({ ...schema, components })
    compiled.set(key, validate)
    validate(value)
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${key}: ${instancePath || "/"} ${message} ${JSON.stringify(params)}`
    )
  }

  return function violations(exchange: Exchange): string[] {
    const name = `${exchange.method} ${exchange.path}`
    for (const { answers, requests } of descriptions) {
      const template = Object.keys(answers.paths).find((path) => matches(path, exchange.path))
      const method = exchange.method.toLowerCase()
      const operation = template && answers.paths[template]?.[method]
      if (!operation || !template) continue
      const key = `${exchange.method} ${template}`
      const expected = requestSchema(requests, requests.paths[template]?.[method])
      return [
        ...requestProblems(name, exchange, expected, (schema, body) =>
          problems(`${key} request`, schema, requests.components, body)
        ),
        ...answerProblems(name, exchange, operation, (schema, body) =>
          problems(`${key} ${exchange.status}`, schema, answers.components, body)
        ),
      ]
    }
    return [`${name} is not described`]
  }
}

type Check = (schema: Schema, body: unknown) => string[]

function requestProblems(
  name: string,
  { request }: Exchange,
  schema: Schema | undefined,
  check: Check
): string[] {
  if (!schema) return request === "" ? [] : [`${name}: sends a body where none is described`]
  return check(schema, JSON.parse(request))
}

function answerProblems(name: string, exchange: Exchange, operation: Operation, check: Check): string[] {
  const { status, answer, headers } = exchange
  if (status >= 400) {
    return answer === "" ? [] : check(ERROR_BODY, JSON.parse(answer))
  }
  const declared = operation.responses[String(status)]
  if (!declared) return [`${name}: success ${status} is not described`]
  const missing = Object.keys(declared.headers ?? {}).filter((header) => !headers[header.toLowerCase()])
  const schema = bodySchema(declared)
  return [
    ...missing.map((header) => `${name} ${status}: header ${header} is missing`),
    ...(schema ? check(schema, JSON.parse(answer)) : []),
  ]
}

function requestSchema({ components }: Description, operation: Operation | undefined): Schema | undefined {
  const { $ref } = operation?.requestBody ?? {}
  return jsonSchema($ref ? components.requestBodies?.[$ref.split("/").pop() ?? ""] : operation?.requestBody)
}

const jsonSchema = (content: Content | undefined) => content?.content?.["application/json"]?.schema

/** Several answers that are always empty are described as a string. */
function bodySchema(declared: Response): Schema | undefined {
  const schema = jsonSchema(declared)
  return schema?.type === "string" ? undefined : schema
}

const matches = (template: string, path: string) =>
  new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path)

/** Two of the files are Latin-1 with lost quotation marks (0x18, 0x19) and a plus-minus sign (0xB1). */
function readDescription(file: string): string {
  const bytes = readFileSync(file)
  const broken = bytes.includes(0x18) || bytes.includes(0x19)
  return broken ? bytes.toString("latin1").replace(/[\x18\x19]/g, "") : bytes.toString("utf8")
}

/** Mends what no value could satisfy, and tightens what any value would. */
function repair(description: Description): Description {
  const { components } = description
  // Component names with spaces are not legal, and no reference to them can be resolved.
  components.schemas = Object.fromEntries(
    Object.entries(components.schemas).map(([name, schema]) => [name.replace(/ /g, "_"), schema])
  )
  // Klarna's own samples of placed orders have none.
  dropRequired(components.schemas.order, "redirect_url")
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

function dropRequired(schema: Schema | undefined, property: string) {
  if (Array.isArray(schema?.required)) {
    schema.required = schema.required.filter((name) => name !== property)
  }
}

/** Business purchases have these, although the description of the address leaves them out. */
const UNDESCRIBED_ADDRESS_FIELDS = { organization_name: { type: "string" }, attention: { type: "string" } }

/** What we send has to be described, and must not be Klarna's to set: a mistyped field would be ignored. */
function closeRequests(description: Description): Description {
  return walk(description, (node) => {
    const properties = node.properties
    if (typeof properties !== "object" || properties === null) return
    const writable = Object.entries(properties).filter(([, property]) => !(property as Schema).readOnly)
    const address = "given_name" in properties && "postal_code" in properties
    node.properties = { ...Object.fromEntries(writable), ...(address ? UNDESCRIBED_ADDRESS_FIELDS : {}) }
    node.additionalProperties = false
  })
}

function walk<Tree>(tree: Tree, visit: (node: Schema) => void): Tree {
  if (Array.isArray(tree)) tree.forEach((entry) => walk(entry, visit))
  else if (typeof tree === "object" && tree !== null) {
    visit(tree as Schema)
    Object.values(tree).forEach((entry) => walk(entry, visit))
  }
  return tree
}
