import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { examinePayload } from "../../../../../../domain/examine-payload"
import { payloadKindOfOperation } from "../../../../../../domain/payload-kind"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { nothingToExamine } from "../../../examinations/nothing-to-examine"

/** Checks what the ledger sent, or is about to send, against Klarna's rules, beside what Klarna said to it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const operation = await klarna.retrieveKlarnaOperation(req.params.id as string)
  const kind = payloadKindOfOperation(operation.kind)
  if (!kind || !operation.body) throw nothingToExamine(`${operation.kind} ${operation.id}`)
  const purchase = await klarna.purchases.byId(operation.purchase_id)
  const [call] = operation.correlation_id
    ? await klarna.listKlarnaCalls({ correlation_id: operation.correlation_id }, { take: 1 })
    : []
  res.json({
    examination: {
      kind,
      operation_id: operation.id,
      status: operation.status,
      error_code: operation.error_code,
      correlation_id: operation.correlation_id,
      findings: examinePayload(JSON.parse(operation.body), {
        kind,
        country: purchase?.country_code,
        messages: (call?.error_messages ?? []) as string[],
      }),
    },
  })
}
