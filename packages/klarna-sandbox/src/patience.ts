/** How long the sandbox waits for the shop's answers, in real milliseconds. */
export type Patience = {
  /** `status_update`, `push` and `notification`. */
  callback: number
  /** `authorization`: for the connection, and again for the answer. */
  authorization: number
  /** `validation`, where silence approves. */
  validation: number
  /** `validation` with `require_validate_callback_success`, where silence refuses. */
  requiredValidation: number
  /** `address_update`, `shipping_option_update` and `country_change`, where silence refuses. */
  cart: number
}

export const defaultPatience: Patience = {
  callback: 3_000,
  authorization: 2_000,
  validation: 3_000,
  requiredValidation: 10_000,
  cart: 10_000,
}
