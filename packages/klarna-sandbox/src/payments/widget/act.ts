import { Refusal } from "../../http/refusal"
import type { Reply } from "../../http/reply"
import { param, readObject, type JsonObject, type Request } from "../../http/request"
import { isObject } from "../../rules/fields"
import type { Sandbox } from "../../sandbox"
import { kpSessions, type KpSessionRecord } from "../../state/records"
import type { World } from "../../world"
import { toCategories } from "../categories"
import { authorize, finalize, triggerOfSession, type Authorizing } from "../authorize"
import { requireIncomplete } from "../kp-session"
import { changeSession } from "../update-session"

const RESULTS = ["approve", "decline", "close"] as const

/**
 * POST /kp/widget/{action}: what the widget's script asks for, with the session's `client_token` as its only
 * right. Any page may call it; the body is sent as plain text, so that browsers ask no leave first.
 */
export async function actInWidget(sandbox: Sandbox, request: Request): Promise<Reply> {
  try {
    const body = readObject(request)
    const answer = await sandbox.command(async (world) => {
      const session = await sessionOf(world, body)
      return session ? perform(world, session, param(request, "action"), body) : refused
    })
    return crossOrigin(answer)
  } catch (error) {
    if (error instanceof Refusal) return crossOrigin(refused)
    throw error
  }
}

/** A hard no hides Klarna. */
const refused = { approved: false, show_form: false }

const crossOrigin = (body: unknown): Reply => ({
  status: 200,
  headers: { "Access-Control-Allow-Origin": "*" },
  body,
})

async function sessionOf({ db, now }: World, { client_token }: JsonObject): Promise<KpSessionRecord | null> {
  if (typeof client_token !== "string") return null
  const session = await db.findOneBy(kpSessions, { client_token })
  return session && session.expires_at > now ? session : null
}

function perform(world: World, session: KpSessionRecord, action: string, body: JsonObject) {
  switch (action) {
    case "load":
      return load(world, session, body)
    case "authorize":
      return authorize(world, session, toWish(body))
    case "finalize":
      return finalize(world, session, toWish(body))
    default:
      return Promise.resolve(refused)
  }
}

/** What the container shows; nothing for those whom Klarna would not offer anything. */
async function load(world: World, session: KpSessionRecord, { payment_method_category, data }: JsonObject) {
  requireIncomplete(session)
  const problems = await changeSession(world, session, isObject(data) ? data : {})
  if (problems.length > 0) {
    return { show_form: true, error: { invalid_fields: problems.map(({ path }) => path) } }
  }
  const [category] = toCategories(world, [String(payment_method_category)], session.body.locale)
  return triggerOfSession(session)?.kind === "red"
    ? { show_form: false }
    : { show_form: true, name: category?.name }
}

const toWish = ({ payment_method_category, data, auto_finalize, result }: JsonObject): Authorizing => ({
  payment_method_category: String(payment_method_category),
  data: isObject(data) ? data : {},
  auto_finalize: auto_finalize !== false,
  result: RESULTS.find((known) => known === result) ?? "approve",
})
