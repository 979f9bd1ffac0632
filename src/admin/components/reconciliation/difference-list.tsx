import { StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { formatAmount, formatDateTime } from "../../lib/format"
import type { Difference } from "../../lib/reconciliation/difference"
import { MendButton } from "./mend-button"

type Props = { differences: Difference[]; nameOf: (userId: string) => string }

/** Each difference in words, with what mends it. */
export const DifferenceList = ({ differences, nameOf }: Props) => (
  <ul className="divide-y">
    {differences.map((difference) => (
      <Row key={difference.id} difference={difference} nameOf={nameOf} />
    ))}
  </ul>
)

const COLORS = { open: "orange", mended: "green", gone: "grey" } as const

function Row({ difference, nameOf }: { difference: Difference } & Pick<Props, "nameOf">) {
  const { t } = useTranslation("klarna")
  const { kind, state, remedy, currency_code, klarna_amount, medusa_amount, last_error } = difference
  const inWords = (amount: number | null) => (amount === null ? "–" : formatAmount(amount, currency_code))
  return (
    <li className="flex flex-col gap-3 px-6 py-4 md:flex-row md:items-center md:justify-between">
      <div className="flex min-w-0 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-2">
          <Text size="small" leading="compact" weight="plus">
            {t(`reconciliation.kind.${kind}`)}
          </Text>
          <StatusBadge color={COLORS[state]}>{t(`reconciliation.state.${state}`)}</StatusBadge>
          <OrderLink difference={difference} />
        </div>
        <Text size="small" className="text-pretty">
          {t(`reconciliation.text.${kind}`, {
            klarna: inWords(klarna_amount),
            medusa: inWords(medusa_amount),
          })}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle break-all">
          <History difference={difference} nameOf={nameOf} />
        </Text>
        {last_error && (
          <Text size="xsmall" className="text-ui-fg-error break-words">
            {t("reconciliation.lastError", { message: last_error })}
          </Text>
        )}
      </div>
      {state === "open" && (
        <div className="shrink-0">
          {remedy ? (
            <MendButton difference={difference} remedy={remedy} />
          ) : (
            <Text size="small" className="text-ui-fg-subtle">
              {t("reconciliation.lookAtIt")}
            </Text>
          )}
        </div>
      )}
    </li>
  )
}

function OrderLink({ difference: { order_id, order_display_id } }: { difference: Difference }) {
  const { t } = useTranslation("klarna")
  if (!order_id) {
    return (
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {t("reconciliation.noOrder")}
      </Text>
    )
  }
  return (
    <Link to={`/orders/${order_id}`} className="txt-compact-small text-ui-fg-interactive">
      {t("reconciliation.order", { number: order_display_id ?? "?" })}
    </Link>
  )
}

function History({ difference, nameOf }: { difference: Difference } & Pick<Props, "nameOf">) {
  const { t } = useTranslation("klarna")
  const { found_at, closed_at, mended_by, klarna_order_id, state } = difference
  const over =
    closed_at &&
    (state === "mended" && mended_by
      ? t("reconciliation.mendedBy", { name: nameOf(mended_by), time: formatDateTime(closed_at) })
      : t("reconciliation.goneAt", { time: formatDateTime(closed_at) }))
  return (
    <>
      {[t("reconciliation.foundAt", { time: formatDateTime(found_at) }), over, klarna_order_id]
        .filter(Boolean)
        .join(" · ")}
    </>
  )
}
