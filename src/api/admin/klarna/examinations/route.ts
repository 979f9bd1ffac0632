import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { examinePayload } from "../../../../domain/examine-payload"
import type { ExamineBody } from "./body"

/** Checks a pasted payload against Klarna's rules; nobody else sees it, and nothing is kept. */
export async function POST(req: AuthenticatedMedusaRequest<ExamineBody>, res: MedusaResponse) {
  const { payload, ...how } = req.validatedBody
  res.json({ examination: { kind: how.kind, findings: examinePayload(payload, how) } })
}
