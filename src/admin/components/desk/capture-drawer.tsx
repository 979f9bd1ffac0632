import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { toMajor } from "../../lib/desk/minor-amount"
import { useDeskAction } from "../../lib/desk/use-desk-action"
import { usePart } from "../../lib/desk/use-part"
import { useShipments } from "../../lib/desk/use-shipments"
import { formatAmount } from "../../lib/format"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { DeskDrawer } from "./desk-drawer"
import { Field } from "./field"
import { PartFields } from "./part-fields"
import { ShipmentFields } from "./shipment-fields"
import { useProblemText } from "./use-problem-text"

type Props = { orderId: string; order: KlarnaOrder; onClose: () => void }

export function CaptureDrawer({ orderId, order, onClose }: Props) {
  const { t } = useTranslation("klarna")
  const part = usePart("capture", order)
  const shipments = useShipments({ isRequired: false })
  const [description, setDescription] = useState("")
  const { mutate, isPending, error } = useDeskAction(orderId, order, "captures")
  const problemText = useProblemText(order.currency_code, part.limit)
  const amount = formatAmount(toMajor(part.amount, order.currency_code), order.currency_code)
  const shipmentProblem = shipments.problems.find((problem) => problem !== undefined)
  // What keeps it from being sent may be scrolled out of sight.
  const why =
    part.mode === "items" && part.problem
      ? problemText(part.problem)
      : shipmentProblem && t(`desk.problem.${shipmentProblem}`)
  const submit = () =>
    mutate(
      {
        ...part.request,
        ...(shipments.value.length ? { shipping_info: shipments.value } : {}),
        ...(description.trim() ? { description: description.trim() } : {}),
      },
      {
        onSuccess: () => {
          toast.success(t("desk.capture.done", { amount }))
          onClose()
        },
      }
    )
  return (
    <DeskDrawer
      title={t("desk.capture.title")}
      description={t("desk.capture.description")}
      submitText={t("desk.capture.submit", { amount })}
      canSubmit={!part.problem && shipments.isReady}
      isPending={isPending}
      error={error}
      total={{
        label: t("desk.part.total"),
        amount,
        problem: why,
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <PartFields part={part} order={order} />
      <ShipmentFields shipments={shipments} />
      <Field label={t("desk.capture.descriptionLabel")} hint={t("desk.capture.descriptionHint")} optional>
        {(control) => (
          <Input
            {...control}
            size="small"
            maxLength={255}
            value={description}
            onChange={({ target }) => setDescription(target.value)}
          />
        )}
      </Field>
    </DeskDrawer>
  )
}
