import { readFileSync } from "node:fs"
import { join } from "node:path"
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv"
import { parse } from "yaml"
import type { Exchange } from "./exchange"
import {
  closed,
  named,
  repair,
  writable,
  type Content,
  type Description,
  type Operation,
  type Schema,
} from "./repair-description"
import { undescribedCallbacks } from "./undescribed-callbacks"

/**
 * The published OpenAPI descriptions of the APIs we call, repaired in memory. They are not part of this
 * repository: set `KLARNA_OPENAPI_DIR` to a folder that holds them.
 */
export const DESCRIPTIONS_DIR = process.env.KLARNA_OPENAPI_DIR

const CALLBACKS = "klarna-checkout-callbacks.yml"

const FILES = [
  "klarna-checkout.yml",
  "klarna-hpp.yml",
  "klarna-payments.json",
  "customer-token.yml",
  "order-management.yml",
  CALLBACKS,
]

/** Where an exchange and the descriptions part. */
export type Violation = {
  /** As it is described, such as "POST /hpp/v1/sessions"; with the path as it came when nobody described it. */
  operation: string
  status: number | undefined
  part: "operation" | "status" | "header" | "request" | "answer"
  /** JSON pointer into the body, or a header's name. */
  pointer: string
  rule: string
  value?: unknown
}

type Found = Pick<Violation, "pointer" | "rule" | "value">
type Check = (body: string) => Found[]

type DescribedOperation = {
  name: string
  pattern: RegExp
  request: Check
  /** Undefined where answers are nobody's business. */
  answers?: Record<string, { headers: string[]; body: Check }>
}

const NOT_DESCRIBED = { pointer: "", rule: "is not described" }

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
 * Compares what was said over the wire with the descriptions. A request that was refused may be anything; its
 * answer may not.
 *
 * @returns a function from an exchange to its violations, empty when there are none
 */
export function loadDescriptions(directory: string): (exchange: Exchange) => Violation[] {
  const ajv = createValidator()
  const checkError = checkOf(ajv, ERROR_BODY)
  const operations = [
    ...FILES.flatMap((file) => readOperations(ajv, join(directory, file), file)),
    ...Object.entries(undescribedCallbacks(hppSession)).map(([callback, schema]) => ({
      ...operationAt(`POST /merchant_urls.${callback}`),
      request: checkOf(ajv, schema),
    })),
  ]

  return ({ by, method, path, request, answer }) => {
    const said = `${method} ${path}`
    const operation: DescribedOperation | undefined = operations.find(({ pattern }) => pattern.test(said))
    const of = (part: Violation["part"], found: Found[]): Violation[] =>
      found.map((one) => ({ operation: operation?.name ?? said, status: answer?.status, part, ...one }))

    if (!operation) return of("operation", [NOT_DESCRIBED])
    const { request: checkRequest, answers } = operation
    if (!answer || !answers) return of("request", checkRequest(request))
    const described = answers[answer.status]
    if (answer.status >= 400) {
      const check = by === "shop" && described ? described.body : checkError
      return of("answer", answer.body === "" ? [] : check(answer.body))
    }
    if (!described) return of("status", [NOT_DESCRIBED])
    const missing = described.headers.filter((header) => !answer.headers[header.toLowerCase()])
    const answered = described.body(answer.body)
    return [
      ...of("request", checkRequest(request)),
      ...of("header", missing.map(isMissing)),
      // Klarna may say more than it described; what stands in for it may not.
      ...of(
        "answer",
        by === "klarna" ? answered.filter(({ rule }) => rule !== NOT_DESCRIBED.rule) : answered
      ),
    ]
  }
}

const isMissing = (pointer: string): Found => ({ pointer, rule: "is missing" })

const createValidator = () =>
  new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    formats: {
      int32: true,
      int64: true,
      date: /^\d{4}-\d{2}-\d{2}$/,
      "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
    },
  })

function readOperations(ajv: Ajv, path: string, file: string): DescribedOperation[] {
  const whole = closed(repair(parse(readText(path)) as Description))
  const answers = add(ajv, whole, answersOf(file))
  // What Klarna sends to the shop may hold what only Klarna sets.
  const requests = file === CALLBACKS ? answers : add(ajv, writable(whole), `file:///${file}/requests`)
  return Object.entries(answers.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      ...operationAt(`${method.toUpperCase()} ${template}`),
      request: checkOf(ajv, requestSchema(requests, requests.paths[template]?.[method])),
      answers: Object.fromEntries(
        Object.entries(responses).map(([status, declared]) => [
          status,
          { headers: Object.keys(declared.headers ?? {}), body: checkOf(ajv, answerSchema(declared)) },
        ])
      ),
    }))
  )
}

const answersOf = (file: string) => `file:///${file}/answers`
const hppSession = { $ref: `${answersOf("klarna-hpp.yml")}#/components/schemas/SessionResponseV1` }

const operationAt = (name: string) => ({
  name,
  pattern: new RegExp(`^${name.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`),
})

/** Makes the components known under a name, by which the operations then refer to them. */
function add(ajv: Ajv, description: Description, name: string): Description {
  ajv.addSchema({ components: description.components }, name)
  return named(description, name)
}

function requestSchema({ components }: Description, operation?: Operation): Schema | undefined {
  const { $ref } = operation?.requestBody ?? {}
  const shared = components.requestBodies?.[$ref?.split("/").pop() ?? ""]
  return jsonSchema(shared ?? operation?.requestBody)
}

/** Several answers that are always empty are described as a string. */
function answerSchema(declared: Content): Schema | undefined {
  const schema = jsonSchema(declared)
  return schema?.type === "string" ? undefined : schema
}

function jsonSchema({ content }: Content = {}): Schema | undefined {
  return (content?.["application/json"] ?? content?.["*/*"])?.schema
}

/** Compiles the schema when it is first needed. Without one there must be no body. */
function checkOf(ajv: Ajv, schema: Schema | undefined): Check {
  let validate: ValidateFunction | undefined
  return (body) => {
    if (!schema)
      return body === "" ? [] : [{ pointer: "", rule: "is said where nothing is described", value: body }]
    const value = readJson(body)
    if (value === undefined) return [{ pointer: "", rule: "is no JSON", value: body }]
    validate ??= ajv.compile(schema)
    validate(value)
    return (validate.errors ?? []).map(toFound)
  }
}

function toFound({ instancePath, keyword, message = keyword, params, data }: ErrorObject): Found {
  const { additionalProperty, missingProperty } = params as Record<string, string>
  switch (keyword) {
    case "additionalProperties":
      return {
        pointer: `${instancePath}/${additionalProperty}`,
        rule: NOT_DESCRIBED.rule,
        value: (data as Record<string, unknown>)[additionalProperty ?? ""],
      }
    case "required":
      return isMissing(`${instancePath}/${missingProperty}`)
    default:
      return { pointer: instancePath, rule: message, value: data }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Two of the files are Latin-1 with lost quotation marks (0x18, 0x19) and a plus-minus sign (0xB1). */
function readText(file: string): string {
  const bytes = readFileSync(file)
  const isBroken = bytes.includes(0x18) || bytes.includes(0x19)
  return isBroken ? bytes.toString("latin1").replace(/[\x18\x19]/g, "") : bytes.toString("utf8")
}
