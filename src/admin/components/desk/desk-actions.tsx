import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { reasonText } from "../../lib/desk/explain-refusal"
import type { KlarnaAction, KlarnaOrder } from "../../lib/klarna-order"
import { CaptureDrawer } from "./capture-drawer"
import { ConfirmAction } from "./confirm-action"
import { RefundDrawer } from "./refund-drawer"

type Props = { orderId: string; order: KlarnaOrder }

/** What can be done now, and why not the rest. */
export function DeskActions({ orderId, order }: Props) {
  const { t } = useTranslation("klarna")
  const [drawer, setDrawer] = useState<"capture" | "refund">()
  const { possible } = order
  const close = () => setDrawer(undefined)
  return (
    <div className="flex flex-col gap-y-4">
      <div className="flex flex-wrap gap-2 empty:hidden">
        {possible.capture.allowed && (
          <Button size="small" variant="primary" onClick={() => setDrawer("capture")}>
            {t("desk.actions.capture")}
          </Button>
        )}
        {possible.refund.allowed && (
          <Button size="small" variant="secondary" onClick={() => setDrawer("refund")}>
            {t("desk.actions.refund")}
          </Button>
        )}
        {(["release", "extend", "cancel"] as const).map(
          (action) =>
            possible[action].allowed && (
              <ConfirmAction key={action} orderId={orderId} order={order} action={action} />
            )
        )}
      </div>
      <NotPossible order={order} />
      {drawer === "capture" && <CaptureDrawer orderId={orderId} order={order} onClose={close} />}
      {drawer === "refund" && <RefundDrawer orderId={orderId} order={order} onClose={close} />}
    </div>
  )
}

const ACTIONS: KlarnaAction[] = ["capture", "refund", "release", "extend", "cancel"]

/** One line for each reason, with everything it keeps from being done. */
function NotPossible({ order }: { order: KlarnaOrder }) {
  const { t } = useTranslation("klarna")
  const byReason = new Map<string, KlarnaAction[]>()
  for (const action of ACTIONS) {
    const { allowed, reason } = order.possible[action]
    if (!allowed && reason) byReason.set(reason, [...(byReason.get(reason) ?? []), action])
  }
  if (!byReason.size) return null
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="xsmall" leading="compact" className="text-ui-fg-muted">
        {t("desk.actions.notNow")}
      </Text>
      <dl className="flex flex-col gap-y-2">
        {[...byReason].map(([reason, actions]) => (
          <div key={reason}>
            <dt className="txt-compact-small-plus text-ui-fg-subtle">
              {actions.map((action) => t(`desk.actions.${action}`)).join(", ")}
            </dt>
            <dd className="txt-small text-ui-fg-subtle text-pretty">{reasonText(t, reason)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
