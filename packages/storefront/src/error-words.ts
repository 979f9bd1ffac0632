import { FetchError } from "@medusajs/js-sdk"
import { messages } from "./messages"

/** The server understood and said no in an answer that is not an HTTP error; its message is written for people. */
export class Refusal extends Error {
  override name = "Refusal"
}

/**
 * What to tell the shopper. The server's own sentences are shown where it wrote them for people (4xx, and
 * its typed payment errors); a bare 500 says nothing useful and is replaced.
 */
export function errorWords(error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (!(error instanceof FetchError)) {
    return isUnreachable(error) ? messages.errors.unreachable : messages.errors.unknown
  }
  if (!error.message || error.message === "An unknown error occurred.") return messages.errors.server
  return SERVER_SENTENCES[error.message] ?? error.message
}

/** Medusa's sentences that speak of variants where a shopper thinks of things. */
const SERVER_SENTENCES: Readonly<Record<string, string>> = {
  "Some variant does not have the required inventory": messages.errors.stock,
}

/** `fetch` reports every network failure as a TypeError, with a text that differs by browser. */
const isUnreachable = (error: unknown) => error instanceof TypeError

export const isNotFound = (error: unknown) => error instanceof FetchError && error.status === 404
