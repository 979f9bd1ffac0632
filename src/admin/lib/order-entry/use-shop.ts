import { useQuery } from "@tanstack/react-query"
import { sdk } from "../sdk"

export type Region = {
  id: string
  name: string
  currency_code: string
  countries: { iso_2: string; display_name: string }[]
  /** Ours alone. */
  provider_ids: string[]
}

const OURS = /^pp_klarna-.+_klarna$/

/** What the entry screen has to know of the shop: regions, and through which channel its own staff sell. */
export const useShop = () =>
  useQuery({
    queryKey: ["klarna", "shop"],
    queryFn: async () => {
      const [{ regions }, { stores }, { sales_channels }] = await Promise.all([
        sdk.admin.region.list({
          limit: 200,
          fields: "id,name,currency_code,countries.iso_2,countries.display_name,payment_providers.id",
        }),
        sdk.admin.store.list({ limit: 1, fields: "id,default_sales_channel_id,default_region_id" }),
        sdk.admin.salesChannel.list({ limit: 200, fields: "id,name", is_disabled: false }),
      ])
      const [store] = stores
      return {
        regions: regions.map((region): Region => ({
          id: region.id,
          name: region.name,
          currency_code: region.currency_code,
          countries: (region.countries ?? []).map(({ iso_2, display_name }) => ({
            iso_2: iso_2 ?? "",
            display_name: display_name ?? "",
          })),
          provider_ids: (region.payment_providers ?? []).map(({ id }) => id).filter((id) => OURS.test(id)),
        })),
        salesChannels: sales_channels.map(({ id, name }) => ({ id, name })),
        defaultSalesChannelId: store?.default_sales_channel_id ?? sales_channels[0]?.id,
        defaultRegionId: store?.default_region_id ?? undefined,
      }
    },
    staleTime: 60_000,
  })
