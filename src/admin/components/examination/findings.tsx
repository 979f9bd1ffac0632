import { Badge, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Examination, Finding } from "../../lib/examination/examination"
import { ruleText } from "../../lib/examination/rule-text"
import { Row } from "../row"

/** What is wrong with a payload, in the order of the payload; or that nothing is. */
export function Findings({ examination: { findings } }: { examination: Examination }) {
  const { t } = useTranslation("klarna")
  if (!findings.length) {
    return (
      <div className="flex flex-col items-start gap-y-2" data-testid="klarna-findings">
        <StatusBadge color="green">{t("examination.nothing")}</StatusBadge>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("examination.nothingHint")}
        </Text>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-y-4" data-testid="klarna-findings">
      <StatusBadge color="red" className="self-start">
        {t("examination.found", { count: findings.length })}
      </StatusBadge>
      <ul className="flex flex-col gap-y-4">
        {findings.map((finding, at) => (
          <li key={at}>
            <FindingRow finding={finding} />
          </li>
        ))}
      </ul>
      <Text size="xsmall" className="text-ui-fg-muted text-pretty">
        {t("examination.units")}
      </Text>
    </div>
  )
}

function FindingRow({ finding }: { finding: Finding }) {
  const { t } = useTranslation("klarna")
  const { path, line, reference, expected, sent, named_by_klarna } = finding
  const rule = ruleText(t, finding)
  const place = [line === null ? "" : t("examination.line", { number: line + 1 }), reference]
    .filter(Boolean)
    .join(" · ")
  return (
    <div className="bg-ui-bg-subtle flex flex-col gap-y-2 rounded-md px-3 py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text size="small" leading="compact" weight="plus" className="min-w-0 [overflow-wrap:anywhere]">
          {path || t("examination.whole")}
        </Text>
        {named_by_klarna && (
          <Badge size="2xsmall" color="orange">
            {t("examination.named")}
          </Badge>
        )}
      </div>
      {place && <Row label={t("examination.where")}>{place}</Row>}
      {rule && <Row label={t("examination.ruleLabel")}>{rule}</Row>}
      {expected !== null && <Row label={t("examination.expected")}>{String(expected)}</Row>}
      <Row label={t("examination.sent")}>{sent === null ? t("examination.nothingSent") : sentText(sent)}</Row>
    </div>
  )
}

/** A number that was sent as a text is the mistake itself. */
const sentText = (sent: number | string): string =>
  typeof sent === "string" && sent.trim() !== "" && !Number.isNaN(Number(sent)) ? `"${sent}"` : String(sent)
