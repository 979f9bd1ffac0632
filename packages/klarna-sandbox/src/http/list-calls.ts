import { In, LessThan } from "typeorm"
import { calls, type CallRecord } from "../state/records"
import type { Store } from "../state/store"
import { searchCalls } from "./search-calls"

/** One API request as it was answered. */
export type Call = Omit<CallRecord, "request" | "response"> & { request: unknown; response: unknown }

export type CallFilter = {
  method?: string
  path?: RegExp
  /** As in a search. */
  about?: string
  /** Only older calls than this one. */
  before?: number
  limit?: number
}

/** Calls read at once. */
const CHUNK = 200

/** Whole calls, newest last. */
export async function listCalls(db: Store, filter: CallFilter & { limit: number }): Promise<Call[]> {
  const { path, limit } = filter
  const found: Call[] = []
  let before = filter.before
  let chunk: CallRecord[]
  do {
    chunk = await readChunk(db, { ...filter, before })
    const fitting = path ? chunk.filter((call) => path.test(call.path)) : chunk
    found.push(...fitting.slice(0, limit - found.length).map(toCall))
    before = chunk.at(-1)?.id
  } while (chunk.length === CHUNK && found.length < limit)
  return found.reverse()
}

type Wanted = { method?: string; about?: string; before: number | undefined }

async function readChunk(db: Store, { method, about, before }: Wanted): Promise<CallRecord[]> {
  if (about === undefined) {
    return db.find(calls, {
      where: { ...(method && { method }), ...(before !== undefined && { id: LessThan(before) }) },
      order: { id: "DESC" },
      take: CHUNK,
    })
  }
  const known = await searchCalls(db, { about, method, before, limit: CHUNK })
  return db.find(calls, { where: { id: In(known.map(({ id }) => id)) }, order: { id: "DESC" } })
}

const toCall = (call: CallRecord): Call => ({
  ...call,
  request: readable(call.request),
  response: readable(call.response),
})

function readable(text: string): unknown {
  if (text === "") return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
