import { Refusal } from "../http/refusal"
import {
  boolean,
  checkFields,
  integer,
  isObject,
  list,
  object,
  oneOf,
  required,
  text,
  type Problem,
} from "../rules/fields"
import { CATEGORIES } from "./payment-choices"
import { secureAddressProblems, webAddressProblems } from "../rules/urls"

const PURCHASE_TYPES = ["BUY", "RENT", "BOOK", "SUBSCRIBE", "DOWNLOAD", "ORDER", "CONTINUE", "PAY"]

const anyCase = { ignoreCase: true }
const httpsUrl = text({ max: 2000, pattern: /^https:\/\//i })

const sessionFields = {
  payment_session_url: required(text({ min: 1, max: 2000 })),
  merchant_urls: object({}),
  options: object({
    place_order_mode: oneOf(["NONE", "PLACE_ORDER", "CAPTURE_ORDER"], anyCase),
    payment_method_category: oneOf(CATEGORIES, anyCase),
    payment_method_categories: list(oneOf(CATEGORIES, anyCase)),
    payment_fallback: boolean,
    purchase_type: oneOf(PURCHASE_TYPES, anyCase),
    page_title: text(),
    logo_url: httpsUrl,
    background_images: list(object({ url: required(httpsUrl), width: required(integer({ min: 1 })) })),
    show_subtotal_detail: oneOf(["HIDE"], anyCase),
  }),
  profile_id: text(),
}

/** @throws {Refusal} 400 `BAD_VALUE` with every problem */
export function checkSession(body: Record<string, unknown>, strictHttps: boolean) {
  const problems: Problem[] = [...checkFields(body, sessionFields)]
  const { merchant_urls: urls, options } = body
  if (
    isObject(options) &&
    isGiven(options.payment_method_category) &&
    isGiven(options.payment_method_categories)
  ) {
    problems.push({ path: "options.payment_method_category" })
  }
  if (isObject(urls)) problems.push(...urlProblems(urls, strictHttps))
  if (problems.length > 0) {
    throw new Refusal(
      400,
      "BAD_VALUE",
      problems.map(({ path, detail }) => `Bad value: ${path}${detail ? ` ${detail}` : ""}`)
    )
  }
}

const isGiven = (value: unknown) => value !== undefined && value !== null

export const urlNames = ["success", "failure", "error", "back", "cancel", "status_update"] as const

function urlProblems(urls: Record<string, unknown>, strictHttps: boolean): Problem[] {
  return urlNames.flatMap((name) => {
    const value = urls[name]
    // An empty address counts as none.
    if (!isGiven(value) || value === "") return []
    const path = `merchant_urls.${name}`
    return name === "status_update"
      ? secureAddressProblems(value, path, strictHttps)
      : webAddressProblems(value, path)
  })
}
