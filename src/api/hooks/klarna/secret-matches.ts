import type { MedusaRequest } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../modules/klarna"

/** Klarna signs nothing: the secret in the address is what tells its calls from anybody's. */
export function secretMatches(req: MedusaRequest, hash: string): boolean {
  const { secret } = req.query as { secret?: unknown }
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  return typeof secret === "string" && klarna.secretMatches(secret, hash)
}
