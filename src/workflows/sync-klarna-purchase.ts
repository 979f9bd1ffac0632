import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { Decision } from "../domain/decision"
import { settle } from "../domain/settle"
import type { PaymentSays } from "../domain/settle-readings"
import { authorizePaidSessionStep } from "./steps/authorize-paid-session"
import { cancelRefusedOrderStep } from "./steps/cancel-refused-order"
import { closeOverPurchaseStep } from "./steps/close-over-purchase"
import { completePaidCartStep } from "./steps/complete-paid-cart"
import { convertPaidDraftStep } from "./steps/convert-paid-draft"
import { dropAuthorizationStep } from "./steps/drop-authorization"
import { endLinkOrderStep } from "./steps/end-link-order"
import { endUnpaidPurchaseStep } from "./steps/end-unpaid-purchase"
import { followOrderChangeStep } from "./steps/follow-order-change"
import { giveMoneyBackStep } from "./steps/give-money-back"
import { giveUpTokenStep } from "./steps/give-up-token"
import { preparePaymentSessionStep } from "./steps/prepare-payment-session"
import { placeKlarnaOrderStep } from "./steps/place-klarna-order"
import { raiseAlarmStep } from "./steps/raise-alarm"
import { readKlarnaPurchaseStep } from "./steps/read-klarna-purchase"
import { readMedusaStateStep } from "./steps/read-medusa-state"
import { scheduleNextCheckStep } from "./steps/schedule-next-check"
import { settleSubscriptionsStep } from "./steps/settle-subscriptions"
import { settleUpStep } from "./steps/settle-up"
import { standOnLinkStep } from "./steps/stand-on-link"
import { writeBuyerDetailsStep } from "./steps/write-buyer-details"

/** What Klarna holds money for, accepted or in doubt. */
const HAS_MONEY: PaymentSays[] = ["complete", "pending"]

export type SyncKlarnaPurchaseInput = { purchase_id: string }

export const syncKlarnaPurchaseWorkflowId = "sync-klarna-purchase"

/**
 * The one road that every signal takes: ask Klarna, look at Medusa, decide, act. May be run at any time, any
 * number of times and by any number of instances; what was done already is not done again.
 *
 * @returns what was decided and, once there is one, Medusa's order
 */
export const syncKlarnaPurchaseWorkflow = createWorkflow(
  syncKlarnaPurchaseWorkflowId,
  (input: SyncKlarnaPurchaseInput) => {
    const asked = readKlarnaPurchaseStep(input)
    const before = readMedusaStateStep(input)
    const first = transform({ asked, before }, ({ asked, before }): Decision =>
      asked.busy ? { act: "wait" } : settle(before.payment, before.stored, before.medusa)
    )

    const placed = when("place-the-order", { first }, ({ first }) => first.act === "place_order").then(() =>
      placeKlarnaOrderStep(
        transform({ before }, ({ before }) => ({
          purchase_id: before.purchase_id,
          ordered: before.order !== null,
        }))
      )
    )
    const converted = when("convert-the-draft", { first }, ({ first }) => first.act === "convert_draft").then(
      () => convertPaidDraftStep({ purchase_id: input.purchase_id, order_id: before.subject.id })
    )
    const after = when(
      "read-again",
      { placed, converted },
      ({ placed, converted }) => Boolean(placed?.placed) || Boolean(converted?.converted)
    ).then(() => readMedusaStateStep(input).config({ name: "read-medusa-state-again" }))
    const reading = transform({ before, after }, ({ before, after }) => after ?? before)
    const decision = transform({ first, after }, ({ first, after }): Decision =>
      after ? settle(after.payment, after.stored, after.medusa) : first
    )

    when("drop-authorization", { decision }, ({ decision }) => decision.act === "drop_authorization").then(
      () =>
        dropAuthorizationStep(
          transform({ reading }, ({ reading }) => ({
            purchase_id: reading.purchase_id,
            differences: reading.differences,
          }))
        )
    )

    const completed = when(
      "complete-the-cart",
      { decision },
      ({ decision }) => decision.act === "complete_cart"
    ).then(() => {
      writeBuyerDetailsStep({ purchase_id: input.purchase_id, cart_id: reading.subject.id })
      preparePaymentSessionStep(reading)
      return completePaidCartStep({ purchase_id: input.purchase_id, cart_id: reading.subject.id })
    })

    const authorized = when(
      "authorize-the-order",
      { decision },
      ({ decision }) => decision.act === "authorize_session"
    ).then(() => {
      const prepared = preparePaymentSessionStep(reading).config({ name: "prepare-session-of-order" })
      return authorizePaidSessionStep(
        transform({ reading, prepared, decision }, ({ reading, prepared, decision }) => ({
          purchase_id: reading.purchase_id,
          session_id: prepared.session_id,
          order_id: reading.order?.id ?? "",
          tell_placed: decision.act === "authorize_session" && decision.tellPlaced,
        }))
      )
    })

    when("follow-change", { decision }, ({ decision }) => decision.act === "follow_change").then(() =>
      followOrderChangeStep(input)
    )

    const settled = when(
      "settle-up",
      { decision },
      ({ decision }) => decision.act === "settled" || decision.act === "await_decision"
    ).then(() =>
      settleUpStep(
        transform({ reading, decision }, ({ reading, decision }) => ({
          purchase_id: reading.purchase_id,
          order: reading.order,
          pending: decision.act === "await_decision",
          order_is_fresh: reading.medusa.orderIsFresh,
        }))
      )
    )

    when(
      "settle-subscriptions",
      { decision, reading },
      ({ decision, reading }) => decision.act === "settled" && reading.order !== null
    ).then(() =>
      settleSubscriptionsStep(
        transform({ reading }, ({ reading }) => ({
          purchase_id: reading.purchase_id,
          order_id: reading.order?.id ?? "",
        }))
      )
    )

    const gaveUp = when(
      "give-up-token",
      { decision },
      ({ decision }) => decision.act === "give_up_token"
    ).then(() => giveUpTokenStep(input))

    const refused = when(
      "cancel-order",
      { decision },
      ({ decision }) => decision.act === "cancel_order"
    ).then(() =>
      cancelRefusedOrderStep(
        transform({ reading }, ({ reading }) => ({
          purchase_id: reading.purchase_id,
          order_id: reading.order?.id ?? "",
          session_id: reading.session_id,
        }))
      )
    )

    const ended = when("end-unpaid", { decision }, ({ decision }) => decision.act === "end").then(() =>
      endUnpaidPurchaseStep(
        transform({ input, reading, decision }, ({ input, reading, decision }) => ({
          purchase_id: input.purchase_id,
          reason: decision.act === "end" ? decision.reason : "abandoned",
          holder: reading.holder,
        }))
      )
    )

    when("stand-on-link", { decision }, ({ decision }) => decision.act === "stand_on_link").then(() => {
      const prepared = preparePaymentSessionStep(reading).config({ name: "prepare-session-of-link" })
      standOnLinkStep(
        transform({ reading, prepared, decision }, ({ reading, prepared, decision }) => ({
          payment_session_id: prepared.session_id,
          ...(decision.act === "stand_on_link" && decision.tellPlaced
            ? { tell_placed: { order_id: reading.subject.id } }
            : {}),
        }))
      )
    })

    when("end-order", { decision }, ({ decision }) => decision.act === "end_order").then(() =>
      endLinkOrderStep({ purchase_id: input.purchase_id, order_id: reading.subject.id })
    )

    const closed = when("close", { decision }, ({ decision }) => decision.act === "close").then(() =>
      closeOverPurchaseStep(
        transform({ input, decision }, ({ input, decision }) => ({
          purchase_id: input.purchase_id,
          reason: decision.act === "close" ? decision.reason : "expired",
        }))
      )
    )

    when("raise", { decision }, ({ decision }) => decision.act === "alarm").then(() =>
      raiseAlarmStep(
        transform({ input, decision }, ({ input, decision }) => ({
          purchase_id: input.purchase_id,
          reason: decision.act === "alarm" ? decision.reason : "unknown_status",
        }))
      )
    )

    const finished = transform(
      { closed, settled, ended, refused, gaveUp },
      ({ closed, settled, ended, refused, gaveUp }) =>
        Boolean(closed?.finished) ||
        Boolean(settled?.done) ||
        Boolean(ended?.ended) ||
        Boolean(gaveUp?.given_up) ||
        Boolean(refused?.cancelled)
    )
    scheduleNextCheckStep({ purchase_id: input.purchase_id, finished })

    // Last, because it cannot be undone; a failure leaves the next check in place.
    when("give-back", { decision }, ({ decision }) => decision.act === "give_back").then(() =>
      giveMoneyBackStep(
        transform({ reading, decision }, ({ reading, decision }) => ({
          purchase_id: reading.purchase_id,
          reason: decision.act === "give_back" ? decision.reason : "amounts_differ",
          session_id: reading.order ? null : reading.session_id,
          authorized_by: reading.authorized_by,
          expected:
            decision.act === "give_back" &&
            decision.reason !== "completion_failed" &&
            (reading.medusa.payment.startsWith("ours") || reading.medusa.awaiting),
          differences: reading.differences,
        }))
      )
    )

    return new WorkflowResponse(
      transform(
        { decision, reading, completed, authorized, placed },
        ({ decision, reading, completed, authorized, placed }) => ({
          act: decision.act,
          paid: HAS_MONEY.includes(reading.payment),
          /** Nothing came of what the buyer agreed to, and why, in their words. */
          refusal: placed?.refusal ?? null,
          // An order that a link was made for is there whether it is paid or not.
          order_id:
            completed?.order_id ??
            authorized?.order_id ??
            (reading.medusa.payment === "ours" ||
            (reading.medusa.awaiting && HAS_MONEY.includes(reading.payment))
              ? (reading.order?.id ?? null)
              : null),
        })
      )
    )
  }
)
