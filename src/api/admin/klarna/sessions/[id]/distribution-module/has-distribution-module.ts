import type { KlarnaModuleService } from "../../../../../../modules/klarna"
import type { FoundSession } from "../../require-session"

type Found = Pick<FoundSession, "page" | "purchase">

/** Whether staff can open Klarna's distribution module for a link now. */
export function hasDistributionModule(klarna: KlarnaModuleService, { page, purchase }: Found): boolean {
  const account = klarna.config.accounts.find(({ id }) => id === purchase.account_id)
  return Boolean(account?.distributionModule && page.distribution_module_url) && !isOver(klarna, page)
}

export const isOver = ({ now }: KlarnaModuleService, { closed_at, expires_at }: Found["page"]): boolean =>
  closed_at !== null || (expires_at !== null && expires_at.getTime() <= now())
