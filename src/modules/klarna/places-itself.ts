import type { PurchaseRow } from "./rows"

/** Whether Klarna's page places the order: then an authorization is nothing that we could use. */
export const placesItself = ({ place_order_mode }: Pick<PurchaseRow, "place_order_mode">): boolean =>
  place_order_mode === "PLACE_ORDER" || place_order_mode === "CAPTURE_ORDER"
