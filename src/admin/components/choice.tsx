import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

const ALL = "-"

type Props = {
  label: string
  value: string | undefined
  choices: { value: string; text: string }[]
  onChoose: (value: string | undefined) => void
  /** What it is without a choice; "All" when nothing is said. */
  none?: string
  isWide?: boolean
}

/** One of the choices that a list is narrowed to. */
export function Choice({ label, value, choices, onChoose, none, isWide = false }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <Select
      size="small"
      value={value ?? ALL}
      onValueChange={(next) => onChoose(next === ALL ? undefined : next)}
    >
      <Select.Trigger aria-label={label} className={isWide ? "md:w-64" : "md:w-40"}>
        <span className="truncate">
          {label}: <Select.Value />
        </span>
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={ALL}>{none ?? t("links.list.all")}</Select.Item>
        {choices.map(({ value: each, text }) => (
          <Select.Item key={each} value={each}>
            {text}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
