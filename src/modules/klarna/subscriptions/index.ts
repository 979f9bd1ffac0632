import type { KlarnaConfig } from "../../../config/klarna-config"
import { OperationError } from "../../../domain/operation-error"
import type { KlarnaClients } from "../../../klarna"
import type { Clock } from "../clock"
import type { OperationRow } from "../rows"
import { createChargeStore } from "../stores/charge-store"
import { createCustomerTokenStore } from "../stores/customer-token-store"
import type { Connection } from "../stores/knex"
import type { OperationStore } from "../stores/operation-store"
import type { PurchaseStore } from "../stores/purchase-store"
import { createSubscriptionStore } from "../stores/subscription-store"
import type { ChargeRow } from "../subscription-rows"
import { createBeginSubscriptions } from "./begin-subscriptions"
import { createChargeReports } from "./charge-reports"
import { createChargeToken } from "./charge-token"
import { createCustomerTokens } from "./customer-tokens"
import { createEndSubscription } from "./end-subscription"
import { createGiveUpTokens } from "./give-up-tokens"
import { createObtainToken } from "./obtain-token"
import { createPaymentLinks } from "./payment-links"
import { createRenewalPurchases } from "./renewal-purchases"
import { createRenewals } from "./renewals"
import { createSettledRenewals } from "./settled-renewals"

type Dependencies = {
  config: KlarnaConfig
  connection: Connection
  store: OperationStore
  purchases: PurchaseStore
  clientsOf: (accountId: string) => KlarnaClients
  now: Clock
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
  tellUnknown: (row: OperationRow) => Promise<void>
  alarm: (sentence: string) => void
}

/** Everything that is charged again without the customer: tokens, subscriptions, and the charges of their periods. */
export function createSubscriptions(given: Dependencies) {
  const { config, connection, now } = given
  const charges = createChargeStore(connection, now)
  const subscriptions = createSubscriptionStore(connection, now)
  const tokens = createCustomerTokenStore(connection, now)
  const stores = { charges, subscriptions, tokens }
  const customerTokens = createCustomerTokens({ ...given, ...stores })
  const reports = createChargeReports({ ...given, ...stores })
  const endSubscription = createEndSubscription({ ...given, ...stores })
  const links = createPaymentLinks({ ...given, ...stores, reports, endSubscription })
  const chargeToken = createChargeToken({ ...given, ...stores })
  const giveUpTokens = createGiveUpTokens({ ...stores, customerTokens })
  const settled = createSettledRenewals({ ...given, ...stores, giveUpTokens, chargeToken, reports })
  const renewalPurchases = createRenewalPurchases({ ...given, ...stores })
  const renewals = createRenewals({
    ...given,
    ...stores,
    renewalPurchases,
    chargeToken,
    links,
    settled,
    reports,
  })

  /** Makes the charges of all periods that are due. @returns how many subscriptions were looked at */
  async function makeDueCharges(limit: number): Promise<number> {
    return config.customerTokens
      ? subscriptions.makeDueCharges(limit, config.customerTokens.missedPeriods)
      : 0
  }

  /**
   * Staff want it charged now: what is open, or the next period before its time.
   *
   * @param notCharged they have looked at Klarna: a charge whose answer was lost did not happen
   * @throws OperationError `nothing_to_charge`, `operation_unresolved`
   */
  async function chargeNow(id: string, actor: string | null, notCharged: boolean): Promise<ChargeRow> {
    const open = (await charges.openOf(id)) ?? (await subscriptions.chargeEarly(id, actor))
    if (!open) throw new OperationError("nothing_to_charge", "This subscription is over: nothing is charged")
    if (open.state === "failed" && (await chargeToken.mayBeCharged(open))) {
      if (!notCharged) {
        throw new OperationError(
          "operation_unresolved",
          "This period may have been charged. Look for its order in Klarna's portal; if there is none, charge with not_charged"
        )
      }
      await chargeToken.forget(open)
    }
    const state = open.state === "failed" || open.state === "retrying" ? "due" : open.state
    const asked = await charges.update(open.id, {
      state,
      requested_by: actor,
      // A customer who asked staff for another link gets one, however many ran out.
      links: 0,
      next_attempt_at: new Date(now()),
    })
    return asked ?? open
  }

  return {
    tokens: customerTokens,
    giveUpTokens,
    /** Before its order is placed, an authorization gives a token. */
    obtainToken: createObtainToken({ ...given, ...stores }),
    begin: createBeginSubscriptions({ ...given, ...stores, customerTokens }),
    byId: subscriptions.byId,
    list: subscriptions.list,
    ofOrder: subscriptions.ofOrder,
    ofPurchase: subscriptions.ofPurchase,
    ofToken: subscriptions.ofToken,
    liveOf: subscriptions.liveOf,
    end: endSubscription,
    chargeNow,
    charges: {
      byId: charges.byId,
      byOrder: charges.byOrder,
      ofSubscription: charges.ofSubscription,
      openOfAll: charges.openOfAll,
      wake: charges.wake,
      dueIds: charges.dueIds,
    },
    makeDueCharges,
    renew: renewals.renew,
    settlePaid: settled.settlePaid,
  }
}

export type Subscriptions = ReturnType<typeof createSubscriptions>
