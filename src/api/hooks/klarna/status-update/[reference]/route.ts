import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { redactPayload } from "../../redact-payload"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { readJsonBody } from "../../read-json-body"
import { receiveSignal } from "../../receive-signal"
import { refuse } from "../../refuse"
import { secretMatches } from "../../secret-matches"

/** Klarna tells that something happened on a page. Believed only so far that we look. */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const page = await klarna.pageRows.byReference(req.params.reference as string)
  if (!page || !secretMatches(req, page.secret_hash)) return refuse(res)

  const read = await readJsonBody(req)
  if (!read.ok) return refuse(res, read.status)
  const eventId = read.body?.event_id
  const session = read.body?.session as { session_id?: unknown } | undefined
  if (typeof eventId !== "string" || !eventId || eventId.length > 255) return refuse(res, 400)
  // A valid secret with another page's session is a forgery or a mix-up: not stored.
  if (session?.session_id !== page.hpp_session_id) return refuse(res, 400)
  await receiveSignal(req, res, {
    source: "status_update",
    event_key: `${page.id}:${eventId}`,
    purchase_id: page.purchase_id,
    page_id: page.id,
    payload: redactPayload(read.body),
  })
}
