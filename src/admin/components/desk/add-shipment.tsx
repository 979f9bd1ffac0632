import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useAddShipments } from "../../lib/desk/use-desk-action"
import { useShipments } from "../../lib/desk/use-shipments"
import type { KlarnaOrder } from "../../lib/klarna-order"
import { DeskDrawer } from "./desk-drawer"
import { ShipmentFields } from "./shipment-fields"

type Props = { orderId: string; order: KlarnaOrder; captureId: string; amount: string }

/** Tells the shopper how captured goods were sent, when it is known only later. */
export function AddShipment(props: Props) {
  const { t } = useTranslation("klarna")
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div>
      <Button size="small" variant="transparent" className="-ml-2" onClick={() => setIsOpen(true)}>
        {t("desk.parts.addShipment")}
      </Button>
      {isOpen && <ShipmentDrawer {...props} onClose={() => setIsOpen(false)} />}
    </div>
  )
}

function ShipmentDrawer({ orderId, order, captureId, amount, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation("klarna")
  const shipments = useShipments({ isRequired: true })
  const { mutate, isPending, error } = useAddShipments(orderId, order, captureId)
  const submit = () =>
    mutate(
      { shipping_info: shipments.value },
      {
        onSuccess: () => {
          toast.success(t("desk.shipments.later.done"))
          onClose()
        },
      }
    )
  return (
    <DeskDrawer
      title={t("desk.shipments.later.title")}
      description={t("desk.shipments.later.description", { amount })}
      submitText={t("desk.shipments.later.submit")}
      canSubmit={shipments.isReady}
      isPending={isPending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ShipmentFields shipments={shipments} />
    </DeskDrawer>
  )
}
