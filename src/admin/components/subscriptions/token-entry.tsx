import { Button, Text, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { methodOf, type CustomerToken } from "../../lib/subscriptions/customer-payments"
import { useCustomerPaymentActions } from "../../lib/subscriptions/use-customer-payments"
import { SubscriptionStatus } from "./subscription-status"

type Props = { customerId: string; token: CustomerToken }

/** One way that the customer can be charged with, as Klarna names it. */
export function TokenEntry({ customerId, token }: Props) {
  const { t } = useTranslation("klarna")
  const prompt = usePrompt()
  const { cancelToken } = useCustomerPaymentActions(customerId)
  const cancel = async () => {
    const isSure = await prompt({
      title: t("subscriptions.token.title"),
      description: t("subscriptions.token.text", { method: methodOf(token) }),
      confirmText: t("subscriptions.token.confirm"),
      cancelText: t("subscriptions.back"),
    })
    if (!isSure) return
    try {
      await cancelToken.mutateAsync({ id: token.id })
      toast.success(t("subscriptions.token.done"))
    } catch (error) {
      toast.error((error as Error).message)
    }
  }
  return (
    <div className="flex items-center justify-between gap-x-2" data-token={token.id}>
      <div className="flex flex-col">
        <Text size="small" leading="compact">
          {methodOf(token)}
        </Text>
        {token.card_expiry_date && (
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("subscriptions.token.until", { date: token.card_expiry_date })}
          </Text>
        )}
      </div>
      <div className="flex items-center gap-x-2">
        <SubscriptionStatus status={token.status} />
        {token.status !== "CANCELLED" && (
          <Button
            size="small"
            variant="secondary"
            isLoading={cancelToken.isPending}
            onClick={() => void cancel()}
          >
            {t("subscriptions.token.action")}
          </Button>
        )}
      </div>
    </div>
  )
}
