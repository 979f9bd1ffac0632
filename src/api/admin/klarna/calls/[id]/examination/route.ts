import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { examinePayload } from "../../../../../../domain/examine-payload"
import { payloadKindOfCall } from "../../../../../../domain/payload-kind"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { nothingToExamine } from "../../../examinations/nothing-to-examine"

/** Checks a call that Klarna refused against its rules. Texts that were removed from the log cannot be checked. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const call = await klarna.retrieveKlarnaCall(req.params.id as string)
  const kind = payloadKindOfCall(call.method, call.path)
  if (!kind || !call.request) throw nothingToExamine(`${call.method} ${call.path}`)
  const purchase = await klarna.purchases.byId(call.purchase_id)
  res.json({
    examination: {
      kind,
      call_id: call.id,
      status: call.status,
      error_code: call.error_code,
      correlation_id: call.correlation_id,
      findings: examinePayload(call.request, {
        kind,
        country: purchase?.country_code,
        messages: (call.error_messages ?? []) as unknown as string[],
      }),
    },
  })
}
