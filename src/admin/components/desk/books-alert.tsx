import { Alert, Text, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useDeskAction } from "../../lib/desk/use-desk-action"
import { formatAmount } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { Confirm } from "../confirm"

type Props = { orderId: string; order: KlarnaOrder & { books: NonNullable<KlarnaOrder["books"]> } }

/** Medusa's books say something else than Klarna; with what mends most of it. */
export function BooksAlert({ orderId, order }: Props) {
  const { t } = useTranslation("klarna")
  const mutation = useDeskAction(orderId, order, "repair")
  const { books, currency_code } = order
  const money = (amount: number) => formatAmount(amount, currency_code)
  const tell = ({ books: after }: KlarnaOrder) =>
    after?.matches === false ? toast.warning(t("desk.repair.still")) : toast.success(t("desk.repair.done"))
  return (
    <>
      <Alert variant="warning">{t("desk.repair.title")}</Alert>
      <Text size="small" className="text-ui-fg-subtle text-pretty">
        {t("desk.repair.text", {
          klarnaCaptured: money(order.captured_amount),
          klarnaRefunded: money(order.refunded_amount),
          medusaCaptured: money(books.captured_amount),
          medusaRefunded: money(books.refunded_amount),
        })}
      </Text>
      <div>
        <Confirm
          action={t("desk.actions.repair")}
          title={t("desk.repair.confirmTitle")}
          text={t("desk.repair.confirmText")}
          mutation={mutation}
          onDone={tell}
        />
      </div>
    </>
  )
}

/** Whether it is shown. */
export const hasOtherBooks = (order: KlarnaOrder): order is Props["order"] => order.books?.matches === false
