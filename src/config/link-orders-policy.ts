import type { KlarnaConfig } from "./klarna-config"
import { salesChannelRule } from "./sales-channel-rule"

/**
 * When a draft order becomes an order: when its link is paid, or at once with its payment pending. Only the server knows
 * the sales channel that it was entered in.
 */
export const linkOrdersPolicy = (
  config: Pick<KlarnaConfig, "salesChannels" | "policies">,
  salesChannel: { id: string; name?: string } | undefined
): KlarnaConfig["policies"]["linkOrders"] =>
  salesChannelRule(config, salesChannel).linkOrders ?? config.policies.linkOrders
