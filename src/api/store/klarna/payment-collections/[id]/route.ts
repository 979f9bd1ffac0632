import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { showCollection } from "../show-collection"

/** What is to be paid, and whether it is. From Medusa and the ledger alone: nobody can make us call Klarna with it. */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.setHeader("Cache-Control", "no-store")
  res.json(await showCollection(req, req.params.id as string))
}
