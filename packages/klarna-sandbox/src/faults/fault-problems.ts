import { isObject } from "../rules/fields"
import { CALL_KINDS, CALLBACK_KINDS, CALLBACKS, QUESTIONS, type FaultRequest } from "./fault"
import { isPattern } from "./is-pattern"

const KINDS: readonly string[] = [...CALL_KINDS, ...CALLBACK_KINDS]

const MEMBERS = [
  "kind",
  "match",
  "times",
  "probability",
  "seed",
  "ms",
  "status",
  "error_code",
  "body",
  "count",
]
const CONDITIONS = ["method", "path", "callback"]

/** @returns one sentence per thing that is wrong with the fault */
export function faultProblems(value: unknown): string[] {
  if (!isObject(value)) return ["a fault is an object"]
  const fault = value as Partial<FaultRequest>
  const problems = unknownMembers(value, MEMBERS, "a fault")
  if (!KINDS.includes(String(fault.kind))) problems.push(`kind must be one of ${KINDS.join(", ")}`)
  for (const name of ["times", "ms", "status", "count"] as const) {
    if (fault[name] !== undefined && !isCount(fault[name])) problems.push(`${name} must be a whole number`)
  }
  for (const name of ["seed", "error_code"] as const) {
    if (fault[name] !== undefined && typeof fault[name] !== "string")
      problems.push(`${name} must be a string`)
  }
  if ((fault.kind === "latency" || fault.kind === "delay") && fault.ms === undefined) {
    problems.push(`${fault.kind} needs ms`)
  }
  if (fault.kind === "status" && !(Number(fault.status) >= 200 && Number(fault.status) <= 599)) {
    problems.push("status needs an HTTP status from 200 to 599")
  }
  if (fault.probability !== undefined && !isProbability(fault.probability)) {
    problems.push("probability must be a number above 0 and up to 1")
  }
  if (fault.match !== undefined) problems.push(...matchProblems(fault.match, fault.kind))
  return problems
}

function matchProblems(match: unknown, kind: string | undefined): string[] {
  if (!isObject(match)) return ["match must be an object"]
  const { method, path, callback } = match
  const problems = unknownMembers(match, CONDITIONS, "match")
  const strikesCalls = CALL_KINDS.some((known) => known === kind)
  if (method !== undefined && typeof method !== "string") problems.push("match.method must be a string")
  if (method !== undefined && !strikesCalls) problems.push("match.method is for faults on calls")
  if (path !== undefined && !isPattern(path)) problems.push("match.path must be a regular expression")
  if (callback === undefined) return problems
  if (!CALLBACKS.some((known) => known === callback)) {
    problems.push(`match.callback must be one of ${CALLBACKS.join(", ")}`)
  }
  if (strikesCalls) problems.push("match.callback is for faults on callbacks")
  if (kind === "reorder" && QUESTIONS.some((known) => known === callback)) {
    problems.push("reorder does not strike callbacks that wait for an answer")
  }
  return problems
}

const unknownMembers = (value: Record<string, unknown>, known: readonly string[], where: string): string[] =>
  Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => `${where} has no member ${name}`)

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0

const isProbability = (value: unknown) => typeof value === "number" && value > 0 && value <= 1
