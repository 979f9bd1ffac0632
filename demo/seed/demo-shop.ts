/** What tests, the storefront and people need to know of the demo shop. Keys: country codes, SKUs as in the catalogue. */
export interface DemoShop {
  readonly publishable_key: string
  readonly sales_channel_id: string
  /** The screen in the store: a sales channel, the key that reaches it alone, and how its goods are handed over. */
  readonly kiosk: {
    readonly publishable_key: string
    readonly sales_channel_id: string
    readonly shipping_option_id: string
  }
  /** Where agents enter orders; those of its payment links are placed at once. */
  readonly telephone: { readonly sales_channel_id: string }
  readonly stock_location_id: string
  /** Region id by country code. */
  readonly regions: Readonly<Record<string, string>>
  /** Variant id by SKU. */
  readonly variants: Readonly<Record<string, string>>
  /** Shipping option ids by country code. */
  readonly shipping_options: Readonly<Record<string, { readonly paid: string; readonly free: string }>>
  /** Promotion codes; the fixed amount's by country code. */
  readonly promotions: {
    readonly ten_percent_off_items: string
    readonly half_price_shipping: string
    readonly fixed_amount_off: Readonly<Record<string, string>>
  }
}
