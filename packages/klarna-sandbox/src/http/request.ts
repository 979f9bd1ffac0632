import type { IncomingHttpHeaders } from "node:http"
import type { Merchant } from "../merchant"
import { Refusal } from "./refusal"

export type Request = {
  method: string
  path: string
  params: Record<string, string>
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** The raw body, empty when there was none. */
  body: string
}

/** A request with valid credentials. */
export type MerchantRequest = Request & { merchant: Merchant }

export type JsonObject = Record<string, unknown>

/** @throws {Refusal} 400 `BAD_REQUEST` unless the body is a JSON object */
export function readObject(request: Request): JsonObject {
  const value = parse(request.body)
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refusal(400, "BAD_REQUEST", ["The request body must be a JSON object"])
  }
  return value as JsonObject
}

/** As {@link readObject}, with an empty body standing for an empty object. */
export const readOptionalObject = (request: Request): JsonObject =>
  request.body === "" ? {} : readObject(request)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, "BAD_REQUEST", ["The request body is not valid JSON"])
  }
}

export const param = (request: Request, name: string): string => request.params[name] ?? ""
