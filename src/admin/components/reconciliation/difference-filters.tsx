import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { STATES, type Kind } from "../../lib/reconciliation/difference"
import type { Filters } from "../../lib/reconciliation/filters"

type Props = {
  filters: Filters
  kinds: readonly Kind[]
  onChange: (changes: Record<string, string | undefined>) => void
}

const ALL = "all"

/** What the list is narrowed to. */
export function DifferenceFilters({ filters, kinds, onChange }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <div className="grid grid-cols-1 gap-2 px-6 py-4 md:flex">
      <Choice
        label={t("reconciliation.filter.state")}
        value={filters.state}
        choices={STATES.map((state) => ({ value: state, text: t(`reconciliation.state.${state}`) }))}
        onChoose={(state) => onChange({ state })}
      />
      <Choice
        label={t("reconciliation.filter.kind")}
        value={filters.kind ?? ALL}
        choices={kinds.map((kind) => ({ value: kind, text: t(`reconciliation.kind.${kind}`) }))}
        onChoose={(kind) => onChange({ kind: kind === ALL ? undefined : kind })}
      />
    </div>
  )
}

type ChoiceProps = {
  label: string
  value: string
  choices: { value: string; text: string }[]
  onChoose: (value: string) => void
}

function Choice({ label, value, choices, onChoose }: ChoiceProps) {
  const { t } = useTranslation("klarna")
  return (
    <Select size="small" value={value} onValueChange={onChoose}>
      <Select.Trigger aria-label={label} className="md:w-64">
        <span className="truncate">
          {label}: <Select.Value />
        </span>
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={ALL}>{t("reconciliation.filter.all")}</Select.Item>
        {choices.map(({ value: each, text }) => (
          <Select.Item key={each} value={each}>
            {text}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
