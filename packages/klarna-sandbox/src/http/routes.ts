import { abortOrder } from "../checkout/abort-order"
import { createOrder } from "../checkout/create-order"
import { readOrder as readCheckoutOrder } from "../checkout/read-order"
import { updateOrder } from "../checkout/update-order"
import { consoleRoutes } from "../console/routes"
import { actAsConsumer } from "../control/act-as-consumer"
import { authorizePayments, finalizePayments } from "../control/authorize-payments"
import { listCallbacks, replayCallback } from "../control/callbacks"
import { listCalls } from "../control/calls"
import { changeCustomerToken } from "../control/change-customer-token"
import { changeOrderNow } from "../control/change-order"
import { advanceClock, readClock } from "../control/clock"
import { decideFraud } from "../control/decide-fraud"
import { inOneSentence } from "../control/control-error"
import { addFaults, clearFaults, listFaults, removeFault } from "../control/faults"
import { health, reset } from "../control/housekeeping"
import { changeMerchant, listMerchants } from "../control/merchants"
import { completeNow, patchOrder, readOrder as readAnyOrder } from "../control/orders"
import { changeSettings, readSettings } from "../control/settings"
import { createOrder as createTokenOrder } from "../customer-tokens/create-order"
import { readToken } from "../customer-tokens/read-token"
import { updateStatus } from "../customer-tokens/update-status"
import { checkIdentity } from "../hosted-payment-page/check-identity"
import { createSession } from "../hosted-payment-page/create-session"
import { disableSession } from "../hosted-payment-page/disable-session"
import { distributeSession } from "../hosted-payment-page/distribute-session"
import { generateToken } from "../hosted-payment-page/generate-token"
import { qrCode } from "../hosted-payment-page/qr-code"
import { readSession } from "../hosted-payment-page/read-session"
import { addCaptureShippingInfo } from "../order-management/add-capture-shipping-info"
import { addShippingInfo } from "../order-management/add-shipping-info"
import { acknowledgeOrder } from "../order-management/acknowledge-order"
import { cancelOrder } from "../order-management/cancel-order"
import { createCapture } from "../order-management/create-capture"
import { createRefund } from "../order-management/create-refund"
import { extendAuthorizationTime } from "../order-management/extend-authorization-time"
import { extendDueDate } from "../order-management/extend-due-date"
import { idempotent } from "../order-management/idempotent"
import { readCapture } from "../order-management/read-capture"
import { readCaptures } from "../order-management/read-captures"
import { readDueDateOptions } from "../order-management/read-due-date-options"
import { readOrder } from "../order-management/read-order"
import { readRefund } from "../order-management/read-refund"
import { releaseRemainingAuthorization } from "../order-management/release-remaining-authorization"
import { triggerSendOut } from "../order-management/trigger-send-out"
import { updateAuthorization } from "../order-management/update-authorization"
import { updateCustomerDetails } from "../order-management/update-customer-details"
import { updateMerchantReferences } from "../order-management/update-merchant-references"
import { listMessages } from "../outbox/list-messages"
import { submitPaymentPage } from "../pages/submit-payment-page"
import {
  readDistributionStatus,
  submitDistributionPage,
  viewDistributionPage,
} from "../pages/view-distribution-page"
import { viewPaymentPage } from "../pages/view-payment-page"
import { badge } from "../payments/badge"
import { cancelAuthorization } from "../payments/cancel-authorization"
import { createCustomerToken } from "../payments/create-customer-token"
import { createSession as createPaymentsSession } from "../payments/create-session"
import { placeOrder } from "../payments/place-order"
import { readSession as readPaymentsSession } from "../payments/read-session"
import { redirectToConfirmation } from "../payments/redirect-to-confirmation"
import { updateSession } from "../payments/update-session"
import { actInWidget } from "../payments/widget/act"
import { viewScript } from "../payments/widget/view-script"
import type { Sandbox } from "../sandbox"
import type { Transaction } from "../state/command-queue"
import type { World } from "../world"
import type { Reply } from "./reply"
import { requireActive } from "./require-active"
import type { MerchantRequest, Request } from "./request"
import type { Route } from "./router"

/** Completes a reply and notes the call; with the transaction, if there is one, that it is the answer to. */
export type Finish = (reply: Reply, db?: Transaction) => Promise<Reply>

/** Klarna's own: authenticated, logged, subject to faults. */
export type ApiTarget = {
  kind: "api"
  /** Whether a `Klarna-Idempotency-Key` counts. */
  takesKey?: true
  handle(sandbox: Sandbox, request: MerchantRequest, finish: Finish): Promise<Reply>
}

export type Target =
  | ApiTarget
  /** Pages for people, and the sandbox's own controls. */
  | { kind: "page" | "control"; handle(sandbox: Sandbox, request: Request): Promise<Reply> | Reply }

type Operation = (world: World, request: MerchantRequest) => Promise<Reply>

const api = (method: string, path: string, operation: Operation): Route<ApiTarget> => ({
  method,
  path,
  target: {
    kind: "api",
    async handle(sandbox, request, finish) {
      requireActive(request)
      return sandbox.command(async (world) => finish(await operation(world, request), world.db))
    },
  },
})

const keyed = (method: string, path: string, operation: Operation): Route<Target> => {
  const { target, ...route } = api(method, path, idempotent(operation))
  return { ...route, target: { ...target, takesKey: true } }
}

type Handler = (sandbox: Sandbox, request: Request) => Promise<Reply> | Reply

const page = (method: string, path: string, handle: Handler): Route<Target> => ({
  method,
  path,
  target: { kind: "page", handle },
})

const control = (method: string, path: string, handle: Handler): Route<Target> => ({
  method,
  path: `/_sandbox${path}`,
  target: { kind: "control", handle: inOneSentence(handle) },
})

const checkout = "/checkout/v3/orders"
const hpp = "/hpp/v1/sessions"
const payments = "/payments/v1/sessions"
const authorization = "/payments/v1/authorizations/:authorization_token"
const customerToken = "/customer-token/v1/tokens/:token_id"
const managed = "/ordermanagement/v1/orders/:order_id"
const capture = `${managed}/captures/:capture_id`

export const routes: readonly Route<Target>[] = [
  api("POST", checkout, createOrder),
  api("GET", `${checkout}/:order_id`, readCheckoutOrder),
  api("POST", `${checkout}/:order_id`, updateOrder),
  api("POST", `${checkout}/:order_id/abort`, abortOrder),

  api("POST", hpp, createSession),
  api("GET", `${hpp}/:session_id`, readSession),
  api("DELETE", `${hpp}/:session_id`, disableSession),
  api("POST", `${hpp}/:session_id/distribution`, distributeSession),
  api("POST", `${hpp}/:session_id/distribution-module/token`, generateToken),
  api("POST", `${hpp}/:session_id/manual-id-check`, checkIdentity),

  api("POST", payments, createPaymentsSession),
  api("GET", `${payments}/:session_id`, readPaymentsSession),
  api("POST", `${payments}/:session_id`, updateSession),
  api("POST", `${authorization}/order`, placeOrder),
  api("POST", `${authorization}/customer-token`, createCustomerToken),
  api("DELETE", authorization, cancelAuthorization),

  api("GET", customerToken, readToken),
  api("PATCH", `${customerToken}/status`, updateStatus),
  keyed("POST", `${customerToken}/order`, createTokenOrder),

  api("GET", managed, readOrder),
  keyed("POST", `${managed}/acknowledge`, acknowledgeOrder),
  keyed("PATCH", `${managed}/merchant-references`, updateMerchantReferences),
  keyed("PATCH", `${managed}/customer-details`, updateCustomerDetails),
  keyed("POST", `${managed}/shipping-info`, addShippingInfo),
  keyed("PATCH", `${managed}/authorization`, updateAuthorization),
  keyed("POST", `${managed}/extend-authorization-time`, extendAuthorizationTime),
  keyed("POST", `${managed}/release-remaining-authorization`, releaseRemainingAuthorization),
  keyed("POST", `${managed}/cancel`, cancelOrder),
  keyed("POST", `${managed}/captures`, createCapture),
  api("GET", `${managed}/captures`, readCaptures),
  api("GET", capture, readCapture),
  keyed("POST", `${capture}/shipping-info`, addCaptureShippingInfo),
  keyed("POST", `${capture}/trigger-send-out`, triggerSendOut),
  keyed("PATCH", `${capture}/extend-due-date`, extendDueDate),
  api("GET", `${capture}/extend-due-date-options`, readDueDateOptions),
  keyed("POST", `${managed}/refunds`, createRefund),
  api("GET", `${managed}/refunds/:refund_id`, readRefund),

  ...consoleRoutes.map(([method, path, handle]) => page(method, path, handle)),
  page("GET", "/eu/hpp/payments/:page_code", viewPaymentPage),
  page("POST", "/eu/hpp/payments/:page_code", submitPaymentPage),
  page("GET", "/eu/hpp/payments/:session_id/qr", qrCode),
  page("GET", "/eu/hpp/distributions/:distribution_id", viewDistributionPage),
  page("POST", "/eu/hpp/distributions/:distribution_id", submitDistributionPage),
  page("GET", "/eu/hpp/distributions/:distribution_id/events", readDistributionStatus),

  page("GET", "/kp/redirect/:id", redirectToConfirmation),
  page("GET", "/kp/badges/:file", badge),
  page("GET", "/lib/v1/api.js", viewScript),
  page("GET", "/kp/lib/v1/api.js", viewScript),
  page("POST", "/kp/widget/:action", actInWidget),

  control("POST", "/hpp/:hpp_session_id/consumer", actAsConsumer),
  control("POST", "/kp/:kp_session_id/authorize", authorizePayments),
  control("POST", "/kp/:kp_session_id/finalize", finalizePayments),
  control("POST", "/customer-tokens/:id", changeCustomerToken),
  control("GET", "/clock", readClock),
  control("POST", "/clock", advanceClock),
  control("POST", "/faults", addFaults),
  control("GET", "/faults", listFaults),
  control("DELETE", "/faults", clearFaults),
  control("DELETE", "/faults/:id", removeFault),
  control("GET", "/calls", listCalls),
  control("GET", "/callbacks", listCallbacks),
  control("POST", "/callbacks/:id/replay", replayCallback),
  control("GET", "/outbox", listMessages),
  control("GET", "/orders/:id", readAnyOrder),
  control("POST", "/orders/:id/complete", completeNow),
  control("POST", "/orders/:id/change", changeOrderNow),
  control("POST", "/orders/:id/patch", patchOrder),
  control("POST", "/orders/:id/fraud", decideFraud),
  control("GET", "/merchants", listMerchants),
  control("POST", "/merchants/:username", changeMerchant),
  control("GET", "/settings", readSettings),
  control("POST", "/settings", changeSettings),
  control("POST", "/reset", reset),
  control("GET", "/health", health),
]
