import type { Query } from "./read-purchase-source"

type SalesChannelRecord = { sales_channel?: { id: string; name?: string | null } | null }

/** Where a cart or order is sold. */
export async function readSalesChannel(
  query: Query,
  subject: { type: "cart" | "order"; id: string }
): Promise<{ id: string; name?: string } | undefined> {
  const { data } = await query.graph({
    entity: subject.type,
    fields: ["id", "sales_channel.id", "sales_channel.name"],
    filters: { id: subject.id },
  })
  const channel = (data[0] as SalesChannelRecord | undefined)?.sales_channel
  return channel ? { id: channel.id, name: channel.name ?? undefined } : undefined
}
