/** What the shop shows beyond the store API's default cart fields. */
export const CART_FIELDS = {
  fields: [
    "+items.total",
    "+items.tax_total",
    "+items.original_total",
    "+items.original_tax_total",
    "+shipping_methods.id",
    "+shipping_methods.name",
    "+shipping_methods.shipping_option_id",
  ].join(","),
}
