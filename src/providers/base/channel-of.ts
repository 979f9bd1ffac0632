import { salesChannelRule } from "../../config/sales-channel-rule"
import type { KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/**
 * How the buyer reaches the page. Of a cart its sales channel decides, so no browser can choose; links for orders are
 * made by staff's workflows, whose context no store route can set.
 */
export function channelOf(
  config: KlarnaModuleService["config"],
  subjectType: "cart" | "order",
  salesChannel: { id: string; name?: string } | undefined,
  context: unknown
): PurchaseRow["channel"] {
  if (subjectType === "cart") return salesChannelRule(config, salesChannel).channel ?? "ecommerce"
  const { klarna_channel } = (context ?? {}) as { klarna_channel?: unknown }
  return CHANNELS.find((channel) => channel === klarna_channel) ?? "ecommerce"
}

const CHANNELS: readonly PurchaseRow["channel"][] = ["ecommerce", "in_store", "telesales"]
