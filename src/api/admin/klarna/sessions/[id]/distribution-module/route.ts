import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { distributionModuleUrl } from "../../../../../../domain/distribution-module-url"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { requireSession } from "../../require-session"
import { isOver } from "./has-distribution-module"

/**
 * Where staff open Klarna's distribution module for a link. Whoever has the address can send the link and pay by it: it
 * is given out when asked for, stands in no other answer, and in no log.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { page, purchase } = await requireSession(req, req.params.id as string)
  const account = klarna.config.accounts.find(({ id }) => id === purchase.account_id)
  if (!account?.distributionModule) {
    throw refuse(
      "The Klarna account has no distribution module: set accounts[].distributionModule to the profile and view that Klarna gave you",
      "distribution_module_off"
    )
  }
  if (isOver(klarna, page)) {
    throw refuse("This link is over: make a new one", "link_over")
  }
  if (!page.distribution_module_url) {
    throw refuse("Klarna gave this link no distribution module", "distribution_module_missing")
  }
  res.setHeader("Cache-Control", "no-store")
  res.json({
    distribution_module: {
      url: distributionModuleUrl(page.distribution_module_url, account.distributionModule),
      expires_at: page.expires_at?.toISOString() ?? null,
    },
  })
}

const refuse = (message: string, code: string) =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)
