import { addFaults, clearFaults as clear, removeFault as remove } from "../../control/faults"
import { controlled } from "../act"

const given = (text: string | undefined) => (text === undefined || text === "" ? undefined : text)
const counted = (text: string | undefined) => (given(text) === undefined ? undefined : Number(text))

/** POST /faults: one more. */
export const addFault = controlled(
  addFaults,
  ({ kind, method, path, callback, times, ms, status }) => ({
    kind,
    match: { method: given(method), path: given(path), callback: given(callback) },
    times: counted(times),
    ms: counted(ms),
    status: counted(status),
  }),
  ({ kind }: { kind: string }) => `${kind} is in force.`
)

/** POST /faults/:id/remove */
export const removeFault = controlled(
  remove,
  () => ({}),
  () => "The fault is gone."
)

/** POST /faults/clear */
export const clearFaults = controlled(
  clear,
  () => ({}),
  () => "No fault is in force any more."
)
