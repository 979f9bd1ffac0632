import { Refusal } from "../http/refusal"
import type { Reply } from "../http/reply"
import type { Request } from "../http/request"
import type { Sandbox } from "../sandbox"

/** The sandbox's own refusals are not Klarna's: one sentence under `error`. */
export const controlError = (status: number, error: string): Reply => ({ status, body: { error } })

type Handler = (sandbox: Sandbox, request: Request) => Promise<Reply> | Reply

/** Says in the sandbox's own way what an operation of Klarna's refused. */
export function inOneSentence(handle: Handler): Handler {
  return async (sandbox, request) => {
    try {
      return await handle(sandbox, request)
    } catch (error) {
      if (error instanceof Refusal) return controlError(error.status, error.messages.join(" "))
      throw error
    }
  }
}
