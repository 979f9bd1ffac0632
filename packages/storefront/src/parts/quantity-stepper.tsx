import { messages } from "../messages"

interface Props {
  label: string
  value: number
  max: number
  disabled?: boolean
  onChange: (value: number) => void
}

export function QuantityStepper({ label, value, max, disabled = false, onChange }: Props) {
  return (
    <div className="stepper" role="group" aria-label={label}>
      <button
        type="button"
        aria-label={messages.stepper.less}
        disabled={disabled || value <= 1}
        onClick={() => onChange(value - 1)}
      >
        <span aria-hidden="true">−</span>
      </button>
      <output aria-live="polite">{value}</output>
      <button
        type="button"
        aria-label={messages.stepper.more}
        disabled={disabled || value >= max}
        onClick={() => onChange(value + 1)}
      >
        <span aria-hidden="true">+</span>
      </button>
    </div>
  )
}
