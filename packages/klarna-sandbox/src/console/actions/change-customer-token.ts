import { changeCustomerToken as change } from "../../control/change-customer-token"
import { controlled } from "../act"

/** POST /customer-tokens/:id: another status, or what its next charges are refused with; `none` ends that. */
export const changeCustomerToken = controlled(
  change,
  ({ status, refuses_with }) => ({
    ...(status !== undefined && { status }),
    ...(refuses_with !== undefined && { refuses_with: refuses_with === "none" ? null : refuses_with }),
  }),
  ({ status, refuses_with }: { status: string; refuses_with: string | null }) =>
    `The token is ${status}${refuses_with === null ? "" : `; charges are refused with ${refuses_with}`}.`
)
