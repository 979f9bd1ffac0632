import { StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatDateTime, formatMinorAmount } from "../../lib/format"
import type { UnresolvedPurchase } from "../../lib/unresolved/purchase"
import { useUnresolved } from "../../lib/unresolved/use-unresolved"
import { Copyable } from "../copyable"
import { Panel } from "../desk/panel"
import { Row } from "../row"
import { ResolveDialog } from "./resolve-dialog"

/** Purchases that nobody but staff can end. Where there is none, which is how it should be, nothing is shown. */
export function UnresolvedList() {
  const { t } = useTranslation("klarna")
  const { data } = useUnresolved()
  if (!data?.purchases.length) return null
  const more = data.count - data.purchases.length
  return (
    <Panel title={t("unresolved.title")}>
      <Text size="small" className="text-ui-fg-subtle px-6 py-3 text-pretty">
        {t("unresolved.hint")}
      </Text>
      <ul className="divide-y">
        {data.purchases.map((purchase) => (
          <Entry key={purchase.id} purchase={purchase} />
        ))}
      </ul>
      {more > 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-3">
          {t("unresolved.more", { number: more })}
        </Text>
      )}
    </Panel>
  )
}

function Entry({ purchase }: { purchase: UnresolvedPurchase }) {
  const { t } = useTranslation("klarna")
  const { id, subject_type, subject_id, amount, currency_code, placing_since, last_error } = purchase
  return (
    <li className="flex flex-col gap-y-3 px-6 py-4" data-purchase={id}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Text size="small" leading="compact" weight="plus" className="tabular-nums">
            {formatMinorAmount(amount, currency_code)}
          </Text>
          <StatusBadge color="orange">{t("unresolved.badge")}</StatusBadge>
        </div>
        <ResolveDialog purchase={purchase} />
      </div>
      {placing_since && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {t("unresolved.since", { time: formatDateTime(placing_since) })}
        </Text>
      )}
      <Row label={t("unresolved.reference")}>
        <Copyable what={t(`unresolved.${subject_type}`)} value={subject_id} />
      </Row>
      {last_error && (
        <Row label={t("unresolved.lastError")}>{`${last_error.code} · ${last_error.message}`}</Row>
      )}
    </li>
  )
}
