import { decideFraud as decide } from "../../control/decide-fraud"
import { controlled } from "../act"

/** POST /orders/:id/fraud */
export const decideFraud = controlled(
  decide,
  ({ decision }) => ({ decision }),
  ({ fraud_status }: { fraud_status: string }) =>
    `The fraud status is ${fraud_status}; the shop is told if it wishes.`
)
