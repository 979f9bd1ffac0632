import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import { cutText, LIMITS, tidyText } from "./limits"
import { SUBSCRIPTION_METADATA } from "./line-subscription"
import type { Market } from "./markets"
import { compareDecimals, subtractDecimals } from "./money"
import { type LineText, planTaxedLine, type PlannedLine } from "./planned-line"
import type { Decimal, SourceItem } from "./purchase-source"

/** Medusa's names for the only variant of a product; they would tell the shopper nothing. */
const NAMELESS_VARIANT = /^default( (variant|title|option value))?$/i

/**
 * Plans the lines of items, without those of which nothing is left: an order keeps items that were edited to
 * zero or returned whole.
 *
 * @throws {KlarnaMappingError} `quantity_invalid` for a negative quantity
 */
export function planItemLines(items: readonly SourceItem[], market: Market, exponent: number): PlannedLine[] {
  return items.flatMap((item) => {
    const quantity = remainingQuantity(item)
    return compareDecimals(quantity, "0") === 0 ? [] : [planItemLine(item, quantity, market, exponent)]
  })
}

function planItemLine(item: SourceItem, quantity: Decimal, market: Market, exponent: number): PlannedLine {
  requireUsableSubscription(item)
  const whole = /^\d+$/.test(quantity)
  return planTaxedLine(
    {
      sourceId: item.id,
      quantity,
      // Klarna counts whole pieces: "2.5" metres are one line of "2.5 × Cloth".
      pieces: whole ? Number(quantity) : 1,
      totals: item,
      text: toItemText(item, whole ? undefined : `${quantity} × `),
    },
    market,
    exponent
  )
}

function remainingQuantity({ id, quantity, returnedQuantity = "0" }: SourceItem): Decimal {
  const remaining = subtractDecimals(quantity, returnedQuantity)
  if (compareDecimals(remaining, "0") < 0) {
    throw new KlarnaMappingError("quantity_invalid", `Item ${id} has a negative quantity: ${remaining}`, {
      reference: id,
      rule: "quantity",
      expected: 0,
      actual: remaining,
    })
  }
  return remaining.includes(".") ? remaining.replace(/\.?0+$/, "") : remaining
}

/** @param amount put before the name, for what Klarna cannot count */
export function toItemText(item: SourceItem, amount = ""): LineText {
  return {
    type: toItemType(item),
    reference: cutText(toReference(item), LIMITS.reference),
    name: cutText(amount + toName(item), LIMITS.name),
    ...toUrl("image_url", item.thumbnail),
    ...toUrl("product_url", item.productUrl),
    ...(item.subscription ? { subscription: item.subscription } : {}),
  }
}

/** A trial is a first order at a discount: what has no price of its own could never be charged again. */
function requireUsableSubscription(item: SourceItem): void {
  const problem =
    item.subscriptionProblem ??
    (item.subscription && compareDecimals(item.originalTotal, "0") <= 0
      ? "a subscription needs a price; make a free trial with a promotion"
      : undefined)
  if (problem) {
    throw new KlarnaMappingError(
      "subscription_invalid",
      `Item ${item.id} (${toReference(item)}): ${problem}`,
      { field: `items.metadata.${SUBSCRIPTION_METADATA}`, reference: toReference(item), rule: problem }
    )
  }
}

/** A gift card that is bought is goods; Klarna's `gift_card` is one that pays. */
function toItemType({ requiresShipping }: SourceItem): KlarnaOrderLine["type"] {
  return requiresShipping ? "physical" : "digital"
}

/** What staff search by; a deleted variant or a custom item leaves only the line's own id. */
function toReference({ id, variantSku, variantId }: SourceItem): string {
  return tidyText(variantSku) || tidyText(variantId) || id
}

function toName({ title, productTitle, variantTitle, variantSku }: SourceItem): string {
  const product = tidyText(title) || tidyText(productTitle)
  const variant = tidyText(variantTitle)
  if (!product) {
    return variant || tidyText(variantSku) || "Item"
  }
  const tells = variant && !NAMELESS_VARIANT.test(variant) && !product.includes(variant)
  return tells ? `${product}, ${variant}` : product
}

/** Klarna refuses the whole order for a bad address of a picture, so a doubtful one is left out. */
function toUrl<Field extends "image_url" | "product_url">(field: Field, url: string | undefined) {
  if (!url || !URL.canParse(url)) {
    return {}
  }
  const { protocol, href } = new URL(url)
  const usable = /^https?:$/.test(protocol) && href.length <= LIMITS.url
  return usable ? ({ [field]: href } as Record<Field, string>) : {}
}
