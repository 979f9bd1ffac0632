import type { CallbackKind } from "./state/records"

const CALL_KINDS = ["latency", "status", "reset", "lost_response", "truncate", "rate_limit"] as const
const CALLBACK_KINDS = ["drop", "delay", "duplicate", "reorder"] as const
const CALLBACKS: readonly CallbackKind[] = [
  "status_update",
  "push",
  "validation",
  "address_update",
  "shipping_option_update",
  "country_change",
  "authorization",
  "notification",
]

export type CallFaultKind = (typeof CALL_KINDS)[number]
export type CallbackFaultKind = (typeof CALLBACK_KINDS)[number]

export type FaultRequest = {
  kind: CallFaultKind | CallbackFaultKind
  /** All given conditions must hold; `path` is a regular expression. Without `match` everything fits. */
  match?: { method?: string; path?: string; callback?: CallbackKind }
  /** How often it strikes; always when absent. */
  times?: number
  /** `latency` and `delay`. */
  ms?: number
  /** `status`. */
  status?: number
  error_code?: string
  body?: unknown
  /** `duplicate`: how many extra copies. */
  count?: number
}

export type Fault = FaultRequest & { id: string; struck: number }

export type Faults = {
  add(request: FaultRequest): Fault
  list(): Fault[]
  /** @returns whether there was one with this id */
  remove(id: string): boolean
  clear(): void
  /** Every fault that strikes this call, each counted: any number of latencies, then at most one other. */
  strikeCall(method: string, path: string): Fault[]
  /** The fault that strikes this callback, counted. */
  strikeCallback(callback: CallbackKind): Fault | undefined
}

export function createFaults(): Faults {
  let faults: Fault[] = []
  let added = 0
  const strike = (fault: Fault): Fault => {
    fault.struck += 1
    return fault
  }
  const alive = () => faults.filter(({ times, struck }) => times === undefined || struck < times)
  return {
    add(request) {
      const fault = { ...request, id: `fault-${++added}`, struck: 0 }
      faults.push(fault)
      return fault
    },
    list: () => [...faults],
    remove(id) {
      const before = faults.length
      faults = faults.filter((fault) => fault.id !== id)
      return faults.length < before
    },
    clear() {
      faults = []
    },
    strikeCall(method, path) {
      const fitting = alive().filter((fault) => fitsCall(fault, method, path))
      const latencies = fitting.filter(({ kind }) => kind === "latency")
      const other = fitting.find(({ kind }) => kind !== "latency")
      return [...latencies, ...(other ? [other] : [])].map(strike)
    },
    strikeCallback(callback) {
      const fault = alive().find(
        ({ kind, match }) => isOneOf(kind, CALLBACK_KINDS) && (match?.callback ?? callback) === callback
      )
      return fault && strike(fault)
    },
  }
}

function fitsCall({ kind, match }: Fault, method: string, path: string): boolean {
  if (!isOneOf(kind, CALL_KINDS)) return false
  if (match?.method && match.method.toUpperCase() !== method) return false
  return !match?.path || new RegExp(match.path).test(path)
}

/** @returns one sentence per thing that is wrong with the fault */
export function faultProblems(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return ["a fault is an object"]
  const fault = value as Partial<FaultRequest>
  const problems: string[] = []
  const kinds: readonly string[] = [...CALL_KINDS, ...CALLBACK_KINDS]
  if (!kinds.includes(String(fault.kind))) problems.push(`kind must be one of ${kinds.join(", ")}`)
  for (const name of ["times", "ms", "status", "count"] as const) {
    if (fault[name] !== undefined && !isCount(fault[name])) problems.push(`${name} must be a whole number`)
  }
  if ((fault.kind === "latency" || fault.kind === "delay") && fault.ms === undefined) {
    problems.push(`${fault.kind} needs ms`)
  }
  if (fault.kind === "status" && !(Number(fault.status) >= 200 && Number(fault.status) <= 599)) {
    problems.push("status needs an HTTP status from 200 to 599")
  }
  if (fault.match?.path !== undefined && !isPattern(fault.match.path)) {
    problems.push("match.path must be a regular expression")
  }
  if (fault.match?.callback !== undefined && !CALLBACKS.includes(fault.match.callback)) {
    problems.push(`match.callback must be one of ${CALLBACKS.join(", ")}`)
  }
  return problems
}

const isOneOf = (kind: string, kinds: readonly string[]) => kinds.includes(kind)

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0

export function isPattern(value: unknown): value is string {
  try {
    return typeof value === "string" && new RegExp(value) instanceof RegExp
  } catch {
    return false
  }
}
