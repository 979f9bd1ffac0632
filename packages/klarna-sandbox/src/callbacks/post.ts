import { send, type Answer, type Wait } from "../http/send"

export type PostAnswer = Answer
export type { Wait }

/** Longer answers are cut: callbacks are answered with a sentence or nothing. */
const KEPT_BYTES = 16 * 1024

/** Sends one callback. */
export const post = (
  address: string,
  body: string | null,
  wait: Wait,
  keptBytes = KEPT_BYTES
): Promise<PostAnswer> =>
  send(address, {
    method: "POST",
    body: body ?? "",
    headers: {
      "User-Agent": "klarna-sandbox",
      ...(body !== null && { "Content-Type": "application/json" }),
    },
    wait,
    keptBytes,
  })
