import { json, type Reply } from "../http/reply"
import { param, readOptionalObject, type JsonObject, type Request } from "../http/request"
import { authorize, finalize, type Authorizing, type WidgetResult } from "../payments/authorize"
import { requireKpSession } from "../payments/kp-session"
import { pendingUntil } from "../payments/triggers"
import { isObject } from "../rules/fields"
import type { Sandbox } from "../sandbox"
import type { FraudOutlook, KpSessionRecord } from "../state/records"
import type { World } from "../world"
import { controlError } from "./control-error"

const RESULTS = ["approve", "decline", "close", "pending", "reject_order"]

type Act = (world: World, session: KpSessionRecord, wish: Authorizing) => Promise<WidgetResult>

const act =
  (perform: Act) =>
  async (sandbox: Sandbox, request: Request): Promise<Reply> => {
    const body = readOptionalObject(request)
    return sandbox.command(async (world) => {
      const session = await requireKpSession(world, param(request, "kp_session_id"))
      const problem = wishProblem(body, session)
      if (problem) return controlError(400, problem)
      return json(await perform(world, session, toWish(body, session)))
    })
  }

/** POST /_sandbox/kp/{kp_session_id}/authorize: what the consumer does in the widget; answers what its callback gets. */
export const authorizePayments = act(authorize)

/** POST /_sandbox/kp/{kp_session_id}/finalize: the last step after `finalize_required`. */
export const finalizePayments = act(finalize)

function wishProblem(body: JsonObject, { categories }: KpSessionRecord): string | undefined {
  const { result = "approve", payment_method_category: category = categories[0], data = {} } = body
  if (!RESULTS.includes(String(result))) return `result must be one of ${RESULTS.join(", ")}`
  if (!categories.includes(String(category))) {
    return `payment_method_category must be one of ${categories.join(", ")}`
  }
  if (!isObject(data)) return "data must be an object"
  const { decision, minutes = 0 } = body
  if (decision !== undefined && decision !== "accept" && decision !== "reject") {
    return "decision must be accept or reject"
  }
  return Number.isSafeInteger(minutes) && Number(minutes) >= 0 ? undefined : "minutes must be a whole number"
}

function toWish(body: JsonObject, { categories }: KpSessionRecord): Authorizing {
  const wish = { payment_method_category: categories[0] ?? "", ...body }
  return body.result === "pending" ? { ...wish, fraud: outlook(body) } : wish
}

/** Without a decision the order stays pending until one is made by `/_sandbox/orders/{id}/fraud`. */
const outlook = ({ decision, minutes }: JsonObject): FraudOutlook =>
  decision === undefined
    ? { fraud_status: "PENDING" }
    : pendingUntil(decision === "accept", Number(minutes ?? 0))
