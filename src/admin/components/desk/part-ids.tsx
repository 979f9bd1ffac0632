import { useTranslation } from "react-i18next"
import { Copyable } from "../copyable"
import { Row } from "../row"

type Props = {
  ids: Partial<Record<"klarnaReference" | "captureId" | "refundId", string | null>>
  /** Which capture or refund, for those who hear the button's name. */
  part: string
}

/** What Klarna calls a capture or refund. */
export function PartIds({ ids, part }: Props) {
  const { t } = useTranslation("klarna")
  return Object.entries(ids).map(([name, value]) => {
    if (!value) return null
    const label = t(`desk.parts.${name}`)
    return (
      <Row key={name} label={label}>
        <Copyable what={`${label}, ${part}`} value={value} />
      </Row>
    )
  })
}
