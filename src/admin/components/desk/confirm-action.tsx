import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useDeskAction } from "../../lib/desk/use-desk-action"
import { formatAmount } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { Confirm } from "../confirm"

type Props = { orderId: string; order: KlarnaOrder; action: "cancel" | "release" | "extend" }

/** What happens to the rest of an authorization. */
export function ConfirmAction({ orderId, order, action }: Props) {
  const { t } = useTranslation("klarna")
  const mutation = useDeskAction(orderId, order, action)
  return (
    <Confirm
      action={t(`desk.actions.${action}`)}
      title={t(`desk.${action}.title`)}
      text={t(`desk.${action}.text`, {
        amount: formatAmount(order.remaining_authorized_amount, order.currency_code),
      })}
      isDangerous={action !== "extend"}
      mutation={mutation}
      onDone={() => toast.success(t(`desk.${action}.done`))}
    />
  )
}
