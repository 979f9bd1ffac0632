import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { toMajor } from "../../lib/desk/minor-amount"
import { feeOf } from "../../lib/desk/return-fee"
import { useDeskAction } from "../../lib/desk/use-desk-action"
import { usePart } from "../../lib/desk/use-part"
import { formatAmount } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { DeskDrawer } from "./desk-drawer"
import { PartFields } from "./part-fields"
import { RefundWords, type RefundWordsValue } from "./refund-words"
import { ReturnFeeField } from "./return-fee-field"
import { useProblemText } from "./use-problem-text"

type Props = { orderId: string; order: KlarnaOrder; onClose: () => void }

export function RefundDrawer({ orderId, order, onClose }: Props) {
  const { t } = useTranslation("klarna")
  const { currency_code } = order
  const part = usePart("refund", order)
  const [feeText, setFeeText] = useState("")
  const [words, setWords] = useState<RefundWordsValue>({ reason: "", note: "" })
  const { mutate, isPending, error } = useDeskAction(orderId, order, "refunds")
  const problemText = useProblemText(currency_code, part.limit)
  const money = (minor: number) => formatAmount(toMajor(minor, currency_code), currency_code)
  const fee = feeOf(feeText, part.amount, currency_code)
  const amount = money(part.amount - fee.minor)
  const submit = () =>
    mutate(
      {
        ...part.request,
        ...(fee.minor ? { return_fee: toMajor(fee.minor, currency_code) } : {}),
        ...(words.reason ? { reason: words.reason } : {}),
        ...(words.note.trim() ? { note: words.note.trim() } : {}),
      },
      {
        onSuccess: () => {
          toast.success(t("desk.refund.done", { amount }))
          onClose()
        },
      }
    )
  return (
    <DeskDrawer
      title={t("desk.refund.title")}
      description={t("desk.refund.description")}
      submitText={t("desk.refund.submit", { amount })}
      canSubmit={!part.problem && !fee.problem}
      isPending={isPending}
      error={error}
      total={{
        label: t("desk.refund.total"),
        amount,
        // Nothing is chosen at first: that is no mistake.
        problem: part.mode === "items" && isMistake(part.problem) ? problemText(part.problem) : undefined,
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <PartFields part={part} order={order} />
      <ReturnFeeField
        order={order}
        text={feeText}
        onText={setFeeText}
        fee={fee}
        refund={money(part.amount)}
      />
      <RefundWords value={words} onChange={setWords} />
    </DeskDrawer>
  )
}

const isMistake = (
  problem: ReturnType<typeof usePart>["problem"]
): problem is "quantity_too_high" | "too_much" => problem === "quantity_too_high" || problem === "too_much"
