import type { KlarnaConfig } from "./klarna-config"

type SalesChannelRule = KlarnaConfig["salesChannels"][number]

/** What holds for a cart or order of a sales channel, named by id or name. */
export const salesChannelRule = (
  { salesChannels }: Pick<KlarnaConfig, "salesChannels">,
  salesChannel: { id: string; name?: string } | undefined
): SalesChannelRule | undefined =>
  salesChannels.find(
    (rule) =>
      salesChannel !== undefined &&
      (rule.salesChannel === salesChannel.id || rule.salesChannel === salesChannel.name)
  )
