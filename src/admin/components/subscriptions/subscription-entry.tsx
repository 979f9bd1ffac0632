import { Button, Text, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { RefusalError } from "../../lib/ask"
import { formatDate, formatMinorAmount } from "../../lib/format"
import { isLive, type OpenCharge, type Subscription } from "../../lib/subscriptions/customer-payments"
import { useCustomerPaymentActions } from "../../lib/subscriptions/use-customer-payments"
import { SubscriptionStatus } from "./subscription-status"

type Props = { customerId: string; subscription: Subscription }

/** One subscription: what it is, when it is charged next, what is owed, and what staff can do about it. */
export function SubscriptionEntry({ customerId, subscription }: Props) {
  const { t } = useTranslation("klarna")
  const prompt = usePrompt()
  const { charge, cancel } = useCustomerPaymentActions(customerId)
  const { id, name, status, status_reason, interval, interval_count, next_charge_at, open_charge } =
    subscription

  const confirm = (what: "charge" | "notCharged" | "cancel") =>
    prompt({
      title: t(`subscriptions.${what}.title`),
      description: t(`subscriptions.${what}.text`, { name }),
      confirmText: t(`subscriptions.${what}.confirm`),
      cancelText: t("subscriptions.back"),
      variant: what === "cancel" ? "danger" : "confirmation",
    })
  const chargeNow = async (not_charged = false): Promise<void> => {
    if (!(await confirm(not_charged ? "notCharged" : "charge"))) return
    try {
      const answer = await charge.mutateAsync({ id, not_charged })
      if (answer.charge.state === "charged") toast.success(t("subscriptions.charge.done"))
      else toast.warning(t("subscriptions.charge.notYet"))
    } catch (error) {
      const isUnresolved = error instanceof RefusalError && error.code === "operation_unresolved"
      if (isUnresolved && !not_charged) return chargeNow(true)
      toast.error((error as Error).message)
    }
  }
  const cancelIt = async () => {
    if (!(await confirm("cancel"))) return
    try {
      await cancel.mutateAsync({ id })
      toast.success(t("subscriptions.cancel.done"))
    } catch (error) {
      toast.error((error as Error).message)
    }
  }

  return (
    <div className="flex flex-col gap-y-2 px-6 py-4" data-subscription={id}>
      <div className="flex items-center justify-between gap-x-2">
        <Text size="small" leading="compact" weight="plus">
          {name}
        </Text>
        <SubscriptionStatus status={status} />
      </div>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {t(`subscriptions.every.${interval}`, { count: interval_count })}
        {next_charge_at && ` · ${t("subscriptions.next", { date: formatDate(next_charge_at) })}`}
        {status_reason && isReason(status_reason) && ` · ${t(`subscriptions.reason.${status_reason}`)}`}
      </Text>
      {open_charge && <Owed charge={open_charge} />}
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="secondary" asChild>
          <Link to={`/orders/${subscription.order_id}`}>{t("subscriptions.order")}</Link>
        </Button>
        {isLive(subscription) && (
          <>
            <Button
              size="small"
              variant="secondary"
              isLoading={charge.isPending}
              onClick={() => void chargeNow()}
            >
              {t("subscriptions.charge.action")}
            </Button>
            <Button
              size="small"
              variant="secondary"
              isLoading={cancel.isPending}
              onClick={() => void cancelIt()}
            >
              {t("subscriptions.cancel.action")}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

function Owed({ charge: { state, amount, currency_code, order_id } }: { charge: OpenCharge }) {
  const { t } = useTranslation("klarna")
  const owed = amount && currency_code ? formatMinorAmount(amount, currency_code) : ""
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle" data-charge={state}>
      {isState(state) ? t(`subscriptions.open.${state}`) : state} {owed}{" "}
      {order_id && (
        <Link to={`/orders/${order_id}`} className="text-ui-fg-interactive">
          {t("subscriptions.itsOrder")}
        </Link>
      )}
    </Text>
  )
}

const STATES = ["due", "charging", "retrying", "awaiting_payment", "failed"] as const
const isState = (state: string): state is (typeof STATES)[number] => STATES.some((known) => known === state)

const REASONS = ["order_canceled", "customer_deleted", "unpaid"] as const
const isReason = (reason: string): reason is (typeof REASONS)[number] =>
  REASONS.some((known) => known === reason)
