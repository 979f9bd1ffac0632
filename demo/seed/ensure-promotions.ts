import type { CreatePromotionDTO, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import type { DemoShop } from "./demo-shop"
import { markets, type Market } from "./markets"

const TEN_PERCENT_OFF_ITEMS = "TENOFF"
const HALF_PRICE_SHIPPING = "HALFSHIP"
const FIRST_BULB_FREE = "FIRSTBULB"
const welcomeCode = ({ currencyCode }: Market) => `WELCOME-${currencyCode.toUpperCase()}`

/** @param subscriptionIds products whose first delivery a code gives away */
export async function ensurePromotions(
  container: MedusaContainer,
  subscriptionIds: string[]
): Promise<DemoShop["promotions"]> {
  const firstFree = firstDeliveryFree(subscriptionIds)
  const wanted = [tenPercentOffItems, halfPriceShipping, firstFree, ...markets.map(fixedAmountOff)]
  const existing = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ code: wanted.map(({ code }) => code) }, { select: ["code"] })
  const missing = wanted.filter(({ code }) => !existing.some((promotion) => promotion.code === code))
  if (missing.length) await createPromotionsWorkflow(container).run({ input: { promotionsData: missing } })
  return {
    ten_percent_off_items: TEN_PERCENT_OFF_ITEMS,
    half_price_shipping: HALF_PRICE_SHIPPING,
    fixed_amount_off: Object.fromEntries(markets.map((market) => [market.countryCode, welcomeCode(market)])),
  }
}

const tenPercentOffItems: CreatePromotionDTO = {
  code: TEN_PERCENT_OFF_ITEMS,
  type: "standard",
  status: "active",
  is_automatic: false,
  application_method: { type: "percentage", target_type: "items", allocation: "across", value: 10 },
}

const halfPriceShipping: CreatePromotionDTO = {
  code: HALF_PRICE_SHIPPING,
  type: "standard",
  status: "active",
  is_automatic: false,
  application_method: {
    type: "percentage",
    target_type: "shipping_methods",
    allocation: "across",
    value: 50,
  },
}

/** With free delivery there is nothing to pay: a trial, for which the buyer agrees to be charged later. */
const firstDeliveryFree = (productIds: string[]): CreatePromotionDTO => ({
  code: FIRST_BULB_FREE,
  type: "standard",
  status: "active",
  is_automatic: false,
  application_method: {
    type: "percentage",
    target_type: "items",
    allocation: "across",
    value: 100,
    target_rules: [{ attribute: "items.product.id", operator: "in", values: productIds }],
  },
})

const fixedAmountOff = (market: Market): CreatePromotionDTO => ({
  code: welcomeCode(market),
  type: "standard",
  status: "active",
  is_automatic: false,
  // 50 kronor off means 50 kronor less to pay, so the amount counts with tax where prices do.
  is_tax_inclusive: market.pricesIncludeTax,
  application_method: {
    type: "fixed",
    target_type: "order",
    allocation: "across",
    value: market.welcomeDiscount,
    currency_code: market.currencyCode,
  },
})
