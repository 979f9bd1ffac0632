import type { KlarnaConfig } from "./klarna-config"

type SalesChannelRule = KlarnaConfig["salesChannels"][number]

/** What holds for a cart or order of a sales channel, named by id or name. Of several the first that says it counts. */
export function salesChannelRule(
  { salesChannels }: Pick<KlarnaConfig, "salesChannels">,
  salesChannel: { id: string; name?: string } | undefined
): Partial<SalesChannelRule> {
  const fitting = salesChannels.filter(
    (rule) =>
      salesChannel !== undefined &&
      (rule.salesChannel === salesChannel.id || rule.salesChannel === salesChannel.name)
  )
  return {
    channel: fitting.find(({ channel }) => channel)?.channel,
    linkOrders: fitting.find(({ linkOrders }) => linkOrders)?.linkOrders,
  }
}
