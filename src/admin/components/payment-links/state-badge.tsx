import {
  ArrowPath,
  ArrowUturnLeft,
  CheckCircleSolid,
  CircleHalfSolid,
  CircleMinusSolid,
  CircleXmarkSolid,
  ClockSolid,
  Eye,
  LockClosedSolid,
  ShieldCheck,
} from "@medusajs/icons"
import { Badge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { isKnownState, lookOf, type Shape } from "../../lib/payment-links/link-state"

const SHAPES = {
  clock: ClockSolid,
  eye: Eye,
  back: ArrowUturnLeft,
  cross: CircleXmarkSolid,
  check: CheckCircleSolid,
  half: CircleHalfSolid,
  shield: ShieldCheck,
  lock: LockClosedSolid,
  minus: CircleMinusSolid,
  swap: ArrowPath,
} as const satisfies Record<Shape, unknown>

type Props = {
  state: string
  size?: "2xsmall" | "small"
  /** In place of staff's. */
  words?: string
}

/** Where a link stands: a word and a shape; the colour only helps. */
export function StateBadge({ state, size = "2xsmall", words }: Props) {
  const { t } = useTranslation("klarna")
  const { color, shape } = lookOf(state)
  const Icon = SHAPES[shape]
  return (
    <Badge color={color} size={size} rounded="full" className="gap-x-1 text-nowrap" data-state={state}>
      <Icon aria-hidden className="size-3.5" />
      {words ?? (isKnownState(state) ? t(`links.state.${state}`) : state)}
    </Badge>
  )
}

export const shapeOf = (state: string) => SHAPES[lookOf(state).shape]
