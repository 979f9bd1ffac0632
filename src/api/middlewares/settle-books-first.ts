import type { MedusaRequest } from "@medusajs/framework/http"
import type { SettleBooksFirstStepInput } from "../../workflows/steps/settle-books-first"
import { settleKlarnaBooksWorkflow } from "../../workflows/settle-klarna-books"

/** Puts right what a killed process left in Medusa's books, before core moves money on top of it. */
export const settleBooksFirst =
  (purpose: SettleBooksFirstStepInput["for"]) => (req: MedusaRequest, purchase_ids: string[]) =>
    settleKlarnaBooksWorkflow(req.scope).run({ input: { purchase_ids, for: purpose } })
