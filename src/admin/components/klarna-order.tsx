import { Alert, Badge, Button, InlineTip, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatTime } from "../lib/format"
import type { KlarnaOrder as Order } from "../lib/klarna-order"
import { colorOf, holdOf, standingOf } from "../lib/standing"
import { unconfirmed } from "../lib/unsettled"
import { Block, KlarnaSection } from "./klarna-section"
import { LastError } from "./last-error"
import { OrderAmounts } from "./order-amounts"
import { OrderIdentity } from "./order-identity"
import { CorrelationId, UnconfirmedOperations } from "./unconfirmed-operations"

type Props = { order: Order; readAt: number; isReading: boolean; onRead: () => void }

/** The Klarna payment of an order: what staff decide on, and what they quote when they ask Klarna. */
export function KlarnaOrder({ order, readAt, isReading, onRead }: Props) {
  const { t } = useTranslation("klarna")
  const operations = unconfirmed(order)
  const hold = holdOf(standingOf(order))
  const { last_error, read_error } = order
  const showsError = last_error && !operations.some(({ kind }) => kind === last_error.operation)
  return (
    <KlarnaSection badges={<Badges order={order} />}>
      {hold && (
        <Block>
          <Alert variant={hold === "rejected" ? "error" : "warning"}>{t(`hold.${hold}`)}</Alert>
        </Block>
      )}
      {read_error && (
        <Block>
          <InlineTip variant="warning" label={t("ledger.label")}>
            {t("ledger.text", { code: read_error.code })}
          </InlineTip>
          {read_error.correlation_id && <CorrelationId value={read_error.correlation_id} />}
        </Block>
      )}
      <Block>
        <OrderAmounts order={order} />
      </Block>
      <Block>
        <OrderIdentity order={order} />
      </Block>
      {(operations.length > 0 || showsError) && (
        <Block>
          <UnconfirmedOperations operations={operations} currencyCode={order.currency_code} />
          {showsError && <LastError error={last_error} />}
        </Block>
      )}
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <Text size="xsmall" leading="compact" className="text-ui-fg-muted" aria-live="polite">
          {t(order.read === "klarna" ? "read.klarna" : "read.ledger", { time: formatTime(readAt) })}
        </Text>
        <Button size="small" variant="secondary" className="shrink-0" onClick={onRead} isLoading={isReading}>
          {t("read.button")}
        </Button>
      </div>
    </KlarnaSection>
  )
}

function Badges({ order }: { order: Order }) {
  const { t } = useTranslation("klarna")
  const standing = standingOf(order)
  return (
    <>
      {order.environment === "playground" && (
        <Badge size="2xsmall" rounded="full">
          {t("playground")}
        </Badge>
      )}
      <StatusBadge color={colorOf(standing)} className="text-nowrap">
        {t(`standing.${standing}`)}
      </StatusBadge>
    </>
  )
}
