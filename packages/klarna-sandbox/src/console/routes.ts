import type { Handler } from "./act"
import { actOnPage } from "./actions/act-on-page"
import { advanceClock } from "./actions/advance-clock"
import { authorizeSession, finalizeSession } from "./actions/authorize-session"
import { changeCustomerToken } from "./actions/change-customer-token"
import { addFault, clearFaults, removeFault } from "./actions/change-faults"
import { completeOrder } from "./actions/complete-order"
import { decideFraud } from "./actions/decide-fraud"
import { makeSample, takeSampleCallback } from "./actions/make-sample"
import { replayCall } from "./actions/replay-call"
import { replayCallback } from "./actions/replay-callback"
import { sendCallback } from "./actions/send-callback"
import { viewIcon } from "./assets/icon"
import { viewMorph } from "./assets/morph"
import { viewScript } from "./assets/script"
import { viewStyleSheet } from "./assets/style-sheet"
import { live } from "./live"
import { callPage } from "./pages/call-page"
import { callbackPage } from "./pages/callback-page"
import { callbacksPage } from "./pages/callbacks-page"
import { callsPage } from "./pages/calls-page"
import { capturesPage } from "./pages/captures-page"
import { customerTokenPage } from "./pages/customer-token-page"
import { customerTokensPage } from "./pages/customer-tokens-page"
import { faultsPage } from "./pages/faults-page"
import { hppSessionPage } from "./pages/hpp-session-page"
import { kpSessionPage } from "./pages/kp-session-page"
import { orderPage } from "./pages/order-page"
import { ordersPage } from "./pages/orders-page"
import { outboxPage } from "./pages/outbox-page"
import { overviewPage } from "./pages/overview-page"
import { refundsPage } from "./pages/refunds-page"
import { searchPage } from "./pages/search-page"
import { sessionsPage } from "./pages/sessions-page"

/** Pages of the console, what they load, and what their buttons do. */
export const consoleRoutes: readonly (readonly [method: string, path: string, handle: Handler])[] = [
  ["GET", "/", overviewPage],
  ["GET", "/orders", ordersPage],
  ["GET", "/orders/:id", orderPage],
  ["GET", "/sessions", sessionsPage],
  ["GET", "/sessions/hpp/:id", hppSessionPage],
  ["GET", "/sessions/kp/:id", kpSessionPage],
  ["GET", "/captures", capturesPage],
  ["GET", "/refunds", refundsPage],
  ["GET", "/customer-tokens", customerTokensPage],
  ["GET", "/customer-tokens/:id", customerTokenPage],
  ["GET", "/calls", callsPage],
  ["GET", "/calls/:id", callPage],
  ["GET", "/callbacks", callbacksPage],
  ["GET", "/callbacks/:id", callbackPage],
  ["GET", "/outbox", outboxPage],
  ["GET", "/faults", faultsPage],
  ["GET", "/search", searchPage],

  ["POST", "/orders/:id/complete", completeOrder],
  ["POST", "/orders/:id/fraud", decideFraud],
  ["POST", "/sessions/hpp/:id/consumer", actOnPage],
  ["POST", "/sessions/kp/:id/authorize", authorizeSession],
  ["POST", "/sessions/kp/:id/finalize", finalizeSession],
  ["POST", "/customer-tokens/:id", changeCustomerToken],
  ["POST", "/calls/:id/replay", replayCall],
  ["POST", "/callbacks/:id/replay", replayCallback],
  ["POST", "/callbacks/:id/send", sendCallback],
  ["POST", "/faults", addFault],
  ["POST", "/faults/clear", clearFaults],
  ["POST", "/faults/:id/remove", removeFault],
  ["POST", "/clock", advanceClock],
  ["POST", "/sample", makeSample],
  ["POST", "/sample/callbacks", takeSampleCallback],

  ["GET", "/console/live", live],
  ["GET", "/console/style.css", viewStyleSheet],
  ["GET", "/console/script.js", viewScript],
  ["GET", "/console/morph.js", viewMorph],
  ["GET", "/console/icon.svg", viewIcon],
]
