import { identify } from "../hosted-payment-page/consumer"
import { Refusal } from "../http/refusal"
import { json, seeOther, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Merchant } from "../merchant"
import { sendLink } from "../outbox/send-link"
import type { Sandbox } from "../sandbox"
import type { World } from "../world"
import { distributionPage, type DistributionPage } from "./distribution-page"
import { findAnyPage, findPage, type FoundPage } from "./find-page"
import type { Messages } from "./messages/messages-for"
import { pageNotFound } from "./page-not-found"

/** GET standalone_url */
export const viewDistributionPage = (sandbox: Sandbox, request: Request): Promise<Reply> =>
  withPage(sandbox, request, async (_world, view) =>
    distributionPage({ ...view, sent: request.query.get("sent") ?? undefined })
  )

/** GET event_url: the status, for a page that moves by itself. */
export const readDistributionStatus = (sandbox: Sandbox, request: Request): Promise<Reply> =>
  withPage(sandbox, request, async (_world, { session }) => json({ status: session.status }))

/** POST standalone_url: a message is sent, or the seller has compared the identity document. */
export async function submitDistributionPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const form = new URLSearchParams(request.body)
  try {
    return await withPage(sandbox, request, async (world, view) => {
      const sent = await act(world, view, form)
      return seeOther(`${request.path}?${withSent(request.query, sent)}`)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return withPage(sandbox, request, async (_world, view) =>
      distributionPage({ ...view, refused: wording(error, view.say) })
    )
  }
}

/** @returns who was written to; undefined when it was about the identity */
async function act(
  world: World,
  { session, merchant }: FoundPage & { merchant: Merchant },
  form: URLSearchParams
): Promise<string | undefined> {
  const action = form.get("action")
  if (action === "identify" || action === "refuse_identity") {
    await identify(world, session.session_id, action === "identify")
    return undefined
  }
  const { method, ...contact_information } = Object.fromEntries(form)
  await sendLink(world, session, merchant, { method, contact_information })
  return form.get("email") ?? form.get("phone") ?? undefined
}

function withSent(query: URLSearchParams, sent: string | undefined): URLSearchParams {
  const next = new URLSearchParams(query)
  next.delete("sent")
  if (sent !== undefined) next.set("sent", sent)
  return next
}

/** The consumer or seller reads a sentence in their language, not a code. */
function wording({ code }: Refusal, { refused }: Messages): string {
  switch (code) {
    case "MISSING_CONTACT_DATA":
      return refused.missing
    case "CONSTRAINT_VIOLATION":
      return refused.invalid
    case "UNSUPPORTED_COUNTRY":
      return refused.country
    default:
      return refused.unavailable
  }
}

function withPage(
  sandbox: Sandbox,
  request: Request,
  work: (world: World, view: DistributionPage) => Promise<Reply>
): Promise<Reply> {
  return sandbox.command(async (world) => {
    const key = { distribution_id: param(request, "distribution_id") }
    const found = await findPage(world, key)
    const merchant = world.merchants.find(({ username }) => username === found?.session.merchant_id)
    if (!found || !merchant) return pageNotFound(request, await findAnyPage(world, key))
    return work(world, { ...found, merchant, url: world.url, path: request.path, query: request.query })
  })
}
