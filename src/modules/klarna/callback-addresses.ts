import { fillTemplate, type TemplateValues } from "../../config/fill-template"
import type { KlarnaConfig } from "../../config/klarna-config"
import { urlsFor } from "../../domain/page-outcomes"
import type { PurchaseRow } from "./rows"

type Issued = { reference: string; secret: string }

/** Where a page sends the buyer's browser: our own route, which looks at Klarna and then redirects to the shop. */
const returnTo = (config: KlarnaConfig, reference: string, outcome: string) =>
  `${config.callbackUrl}/hooks/klarna/return/${reference}/${outcome}`

/**
 * Addresses of a Klarna Checkout order. `{checkout.order.id}` is filled in by Klarna and stays unencoded.
 *
 * @see klarna-checkout `merchant_urls`: terms, checkout, confirmation and push are required and must differ
 */
export function checkoutUrls(
  config: KlarnaConfig,
  purchase: Issued,
  country: string,
  values: TemplateValues
) {
  const storefront = config.storefrontFor(country)
  const hook = (kind: string) =>
    `${config.callbackUrl}/hooks/klarna/${kind}/${purchase.reference}?secret=${purchase.secret}&kco={checkout.order.id}`
  return {
    terms: storefront.terms,
    checkout: fillTemplate(storefront.checkout, values),
    confirmation: returnTo(config, purchase.reference, "confirmation"),
    push: hook("push"),
    validation: hook("validation"),
  }
}

/**
 * Addresses of a Klarna Payments session, and of the order that it becomes. `{order.id}` is filled in by Klarna: a
 * lost answer to placing the order is found again by it.
 *
 * @see klarna-payments §4 `merchant_urls`; placeholders in confirmation, notification and push
 */
export function paymentsUrls(config: KlarnaConfig, purchase: Issued) {
  const hook = (kind: string) =>
    `${config.callbackUrl}/hooks/klarna/${kind}/${purchase.reference}?secret=${purchase.secret}`
  return {
    confirmation: returnTo(config, purchase.reference, "confirmation"),
    push: `${hook("push")}&order={order.id}`,
    notification: hook("fraud"),
    authorization: hook("authorization"),
  }
}

/** Addresses of a Hosted Payment Page: those that its channel is to have, and where Klarna's callbacks go. */
export function pageUrls(config: KlarnaConfig, page: Issued, channel: PurchaseRow["channel"]) {
  return {
    ...Object.fromEntries(urlsFor(channel).map((url) => [url, returnTo(config, page.reference, url)])),
    status_update: `${config.callbackUrl}/hooks/klarna/status-update/${page.reference}?secret=${page.secret}`,
  }
}
