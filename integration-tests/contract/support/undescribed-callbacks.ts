import type { Schema } from "./repair-description"

const text = { type: "string" }
const exactly = (properties: Record<string, Schema>): Schema => ({
  type: "object",
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
})

/**
 * What is sent to addresses that no description names, from the guides of the APIs they belong to. A push tells by
 * its address alone.
 *
 * @param hppSession the session as the Hosted Payment Page API answers it
 */
export const undescribedCallbacks = (hppSession: Schema): Record<string, Schema | undefined> => ({
  push: undefined,
  status_update: exactly({ event_id: text, session: hppSession }),
  authorization: exactly({ authorization_token: text, session_id: text }),
  notification: exactly({
    order_id: text,
    event_type: { enum: ["FRAUD_RISK_ACCEPTED", "FRAUD_RISK_REJECTED", "FRAUD_RISK_STOPPED"] },
  }),
})
