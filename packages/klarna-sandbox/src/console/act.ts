import { Refusal } from "../http/refusal"
import type { Reply } from "../http/reply"
import type { Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { back } from "./notice"
import { refuseForeign } from "./same-origin"

export type Handler = (sandbox: Sandbox, request: Request) => Promise<Reply> | Reply

/** For what a button of the console does: requests from elsewhere are refused. */
export const ours =
  (handle: Handler): Handler =>
  (sandbox, request) =>
    refuseForeign(request) ?? handle(sandbox, request)

type Form = Record<string, string>

/**
 * A button that does what a control route does: its form becomes the route's body, its answer a sentence on the
 * page where it was pressed.
 */
export const controlled = (
  control: Handler,
  toBody: (form: Form) => unknown,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each route answers in its own shape
  tell: (answer: any, form: Form) => string
): Handler =>
  ours(async (sandbox, request) => {
    const form = formOf(request)
    try {
      const { status, body } = await control(sandbox, { ...request, body: JSON.stringify(toBody(form)) })
      return status < 400
        ? back(request, { text: tell(body, form), isGood: true })
        : back(request, { text: (body as { error: string }).error, isGood: false })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return back(request, { text: error.messages.join(" "), isGood: false })
    }
  })

export const formOf = ({ body }: Request): Form => Object.fromEntries(new URLSearchParams(body))
