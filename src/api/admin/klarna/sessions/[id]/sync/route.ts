import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { syncKlarnaPageWorkflow } from "../../../../../../workflows/sync-klarna-page"
import { requireSession } from "../../require-session"
import { showSession } from "../../show-session"

/** Reads page and payment from Klarna now, and does what follows. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { page, purchase } = await requireSession(req, req.params.id as string)
  await syncKlarnaPageWorkflow(req.scope).run({ input: { page_id: page.id, purchase_id: purchase.id } })
  res.json({ session: showSession(await requireSession(req, page.id)) })
}
