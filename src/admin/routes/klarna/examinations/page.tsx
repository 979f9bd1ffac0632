import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Crumb } from "../../../components/crumb"
import { Panel } from "../../../components/desk/panel"
import { RefusalAlert } from "../../../components/desk/refusal-alert"
import { Findings } from "../../../components/examination/findings"
import { PasteForm } from "../../../components/examination/paste-form"
import { Block } from "../../../components/klarna-section"
import { useExamine } from "../../../lib/examination/use-examination"

/** Any payload against Klarna's rules, without asking Klarna. */
const Examinations = () => {
  const { t } = useTranslation("klarna")
  const { mutate, reset, data, error, isPending } = useExamine()
  return (
    <Panel title={t("examination.page")} level="h1">
      <Block>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("examination.intro")}
        </Text>
        <PasteForm isPending={isPending} onExamine={mutate} onProblem={reset} />
      </Block>
      {(data || error) && (
        <div className="px-6 py-4" aria-live="polite" aria-busy={isPending}>
          {error ? <RefusalAlert error={error} /> : data && <Findings examination={data} />}
        </div>
      )}
    </Panel>
  )
}

export const config = defineRouteConfig({ label: "examination.page", translationNs: "klarna" })

export const handle = { breadcrumb: () => <Crumb text="examination.page" /> }

export default Examinations
