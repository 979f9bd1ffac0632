import { object, oneOf, required, text, type Fields, type Problem } from "../rules/fields"
import { purchaseProblems } from "./check-purchase"
import { purchaseFields } from "./purchase-fields"

const color = text({ pattern: /^#[A-Fa-f0-9]{6}$/ })

const sessionFields: Fields = {
  ...purchaseFields,
  intent: oneOf(["buy", "tokenize", "buy_and_tokenize", "buy_and_default_tokenize", "buy_and_link"]),
  acquiring_channel: oneOf(["ECOMMERCE", "IN_STORE", "TELESALES"]),
  attachment: object({ content_type: required(text()), body: required(text({ max: Infinity })) }),
  design: text(),
  options: object({
    color_border: color,
    color_border_selected: color,
    color_details: color,
    color_text: color,
    radius_border: text(),
  }),
}

/** What a merchant may send; anything else is ignored. */
export const sessionFieldNames = Object.keys(sessionFields)

export const sessionProblems = (body: Record<string, unknown>, strictHttps: boolean): Problem[] =>
  purchaseProblems(body, sessionFields, strictHttps)
