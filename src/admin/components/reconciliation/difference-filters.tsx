import { useTranslation } from "react-i18next"
import { STATES, type Kind } from "../../lib/reconciliation/difference"
import type { Filters } from "../../lib/reconciliation/filters"
import { Choice } from "../choice"

type Props = {
  filters: Filters
  kinds: readonly Kind[]
  onChange: (changes: Record<string, string | undefined>) => void
}

/** What the list is narrowed to. */
export function DifferenceFilters({ filters, kinds, onChange }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <div className="grid grid-cols-1 gap-2 px-6 py-4 md:flex">
      <Choice
        isWide
        label={t("reconciliation.filter.state")}
        value={filters.state === "all" ? undefined : filters.state}
        choices={STATES.map((state) => ({ value: state, text: t(`reconciliation.state.${state}`) }))}
        onChoose={(state) => onChange({ state: state ?? "all" })}
      />
      <Choice
        isWide
        label={t("reconciliation.filter.kind")}
        value={filters.kind}
        choices={kinds.map((kind) => ({ value: kind, text: t(`reconciliation.kind.${kind}`) }))}
        onChoose={(kind) => onChange({ kind })}
      />
    </div>
  )
}
