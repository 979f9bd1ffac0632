import { MedusaError } from "@medusajs/framework/utils"

/** "Not yet": the store answers softly, and the buyer may go on. */
export const notYet = (message: string) =>
  new MedusaError(MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR, message)

/** "No": the store answers softly, and this payment is over. */
export const declined = (message: string) =>
  new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message)

/** Staff asked for something that cannot be done now. */
export const notAllowed = (message: string, code: string) =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)
