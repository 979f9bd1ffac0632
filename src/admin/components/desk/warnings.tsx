import { Alert, InlineTip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { Block } from "../klarna-section"
import { CorrelationId } from "../correlation-id"
import { DoNotShipAlert } from "../do-not-ship"
import { BooksAlert, hasOtherBooks } from "./books-alert"

/** What staff must know before they do anything else: do not ship, not read, books differ, time runs out. */
export function Warnings({ orderId, order }: { orderId: string; order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  const { read_error, do_not_ship } = order
  return (
    <>
      {do_not_ship && (
        <Block>
          <DoNotShipAlert mark={do_not_ship} />
        </Block>
      )}
      {order.at_risk && (
        <Block>
          <Alert variant="warning">
            {t(order.possible.extend.allowed ? "desk.risk.alert" : "desk.risk.alertCapture")}
          </Alert>
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
      {hasOtherBooks(order) && (
        <Block>
          <BooksAlert orderId={orderId} order={order} />
        </Block>
      )}
    </>
  )
}
