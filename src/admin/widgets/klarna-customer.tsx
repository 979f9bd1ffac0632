import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"
import { Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { KlarnaOrderFailed } from "../components/klarna-order-failed"
import { KlarnaOrderLoading } from "../components/klarna-order-loading"
import { Block, KlarnaSection } from "../components/klarna-section"
import { SubscriptionEntry } from "../components/subscriptions/subscription-entry"
import { TokenEntry } from "../components/subscriptions/token-entry"
import { useCustomerPayments } from "../lib/subscriptions/use-customer-payments"

/** The customer page's Klarna section: what they are charged for again and again, and with what. */
const KlarnaCustomer = ({ data: { id: customerId } }: DetailWidgetProps<AdminCustomer>) => {
  const { t } = useTranslation("klarna")
  const { data, error, isFetching, refetch } = useCustomerPayments(customerId)
  if (!data && error) {
    return <KlarnaOrderFailed error={error} isReading={isFetching} onRetry={() => void refetch()} />
  }
  if (!data) return <KlarnaOrderLoading />
  const { subscriptions, count, tokens } = data
  return (
    <KlarnaSection>
      {subscriptions.map((subscription) => (
        <SubscriptionEntry key={subscription.id} customerId={customerId} subscription={subscription} />
      ))}
      {(subscriptions.length === 0 || count > subscriptions.length) && (
        <Block>
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {subscriptions.length === 0
              ? t("subscriptions.none")
              : t("subscriptions.more", { count: count - subscriptions.length })}
          </Text>
        </Block>
      )}
      <Block>
        <Heading level="h3">{t("subscriptions.token.heading")}</Heading>
        {tokens.map((token) => (
          <TokenEntry key={token.id} customerId={customerId} token={token} />
        ))}
        {tokens.length === 0 && (
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {t("subscriptions.token.none")}
          </Text>
        )}
      </Block>
    </KlarnaSection>
  )
}

export const config = defineWidgetConfig({ zone: "customer.details.after", id: "klarna:customer" })

export default KlarnaCustomer
