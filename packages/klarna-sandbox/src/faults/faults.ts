import { createHash, randomBytes } from "node:crypto"
import type { CallbackKind } from "../state/records"
import { CALL_KINDS, CALLBACK_KINDS, QUESTIONS, type Fault, type FaultRequest } from "./fault"

export type Faults = {
  add(request: FaultRequest): Fault
  list(): Fault[]
  /** @returns whether there was one with this id */
  remove(id: string): boolean
  clear(): void
  /** Every fault that strikes this call, each counted: any number of latencies, then at most one other. */
  strikeCall(method: string, path: string): Fault[]
  /** The fault that strikes this callback, counted. */
  strikeCallback(callback: CallbackKind, address: string): Fault | undefined
}

/** @param seed the same seed gives the same strikes of faults with a probability; random when absent */
export function createFaults(seed = randomBytes(8).toString("hex")): Faults {
  let faults: Fault[] = []
  let added = 0

  /** Takes the chance that a fault has. A fault that fits but does not strike leaves it to the next. */
  function strikes(fault: Fault): boolean {
    const { probability = 1 } = fault
    const drawn = draw(fault.seed ?? `${seed}:${fault.id}`, fault.chances)
    fault.chances += 1
    if (drawn >= probability) return false
    fault.struck += 1
    return true
  }
  const alive = () => faults.filter(({ times, struck }) => times === undefined || struck < times)

  return {
    add(request) {
      const fault = { ...request, id: `fault-${++added}`, chances: 0, struck: 0 }
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
      // A scenario that is run again gets the same ids, and with them the same chances.
      added = 0
    },
    strikeCall(method, path) {
      const fitting = alive().filter((fault) => fitsCall(fault, method, path))
      const latencies = fitting.filter(({ kind }) => kind === "latency").filter(strikes)
      const other = fitting.filter(({ kind }) => kind !== "latency").find(strikes)
      return [...latencies, ...(other ? [other] : [])]
    },
    strikeCallback(callback, address) {
      return alive()
        .filter((fault) => fitsCallback(fault, callback, address))
        .find(strikes)
    },
  }
}

/** @returns from 0 up to but without 1, the same for the same seed and number */
function draw(seed: string, number: number): number {
  return createHash("sha256").update(`${seed}:${number}`).digest().readUInt32BE() / 2 ** 32
}

const isOneOf = (kind: string, kinds: readonly string[]) => kinds.includes(kind)

function fitsCall({ kind, match }: Fault, method: string, path: string): boolean {
  if (!isOneOf(kind, CALL_KINDS)) return false
  if (match?.method && match.method.toUpperCase() !== method) return false
  return !match?.path || new RegExp(match.path).test(path)
}

function fitsCallback({ kind, match }: Fault, callback: CallbackKind, address: string): boolean {
  if (!isOneOf(kind, CALLBACK_KINDS)) return false
  if (match?.callback && match.callback !== callback) return false
  if (kind === "reorder" && QUESTIONS.includes(callback)) return false
  return !match?.path || new RegExp(match.path).test(pathOf(address))
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}
