import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container, Heading, InlineTip, Skeleton, Text } from "@medusajs/ui"
import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import { Crumb } from "../../../components/crumb"
import { LoadFailed } from "../../../components/payment-links/load-failed"
import { Pager } from "../../../components/payment-links/pager"
import { DifferenceFilters } from "../../../components/reconciliation/difference-filters"
import { DifferenceList } from "../../../components/reconciliation/difference-list"
import { RunPanel } from "../../../components/reconciliation/run-panel"
import { en } from "../../../i18n/en"
import { PAGE_SIZE, withChange } from "../../../lib/payment-links/list-query"
import { useUserNames } from "../../../lib/payment-links/use-user-names"
import type { Kind } from "../../../lib/reconciliation/difference"
import { readFilters } from "../../../lib/reconciliation/filters"
import { useDifferences } from "../../../lib/reconciliation/use-differences"

const KINDS = Object.keys(en.reconciliation.kind) as Kind[]

/** Where Klarna and Medusa do not say the same, and what mends it. */
const Reconciliation = () => {
  const { t } = useTranslation("klarna")
  const [params, setParams] = useSearchParams()
  const filters = readFilters(params, KINDS)
  const { data, error, isFetching, refetch } = useDifferences(filters, PAGE_SIZE)
  const { nameOf } = useUserNames()
  const change = useCallback(
    (changes: Record<string, string | undefined>) =>
      setParams((now) => withChange(now, changes), { replace: !("page" in changes) }),
    [setParams]
  )
  const isFiltered = filters.state !== "open" || filters.kind !== undefined
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <Heading>{t("reconciliation.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("reconciliation.intro")}
        </Text>
        <InlineTip label="Klarna">{t("reconciliation.note")}</InlineTip>
      </div>
      <RunPanel run={data?.run} />
      <DifferenceFilters filters={filters} kinds={KINDS} onChange={change} />
      {data ? (
        data.count === 0 ? (
          <Nothing isFiltered={isFiltered} />
        ) : (
          <div aria-busy={isFetching}>
            <DifferenceList differences={data.differences} nameOf={nameOf} />
            <Pager
              label={t("reconciliation.title")}
              page={filters.page}
              count={data.count}
              onPage={(page) => change({ page: page ? String(page + 1) : undefined })}
            />
          </div>
        )
      ) : error ? (
        <LoadFailed error={error} isReading={isFetching} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Container>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex flex-col items-center gap-y-2 px-6 py-16 text-center">
      <Text weight="plus">{t(isFiltered ? "reconciliation.nothing" : "reconciliation.empty")}</Text>
      <Text size="small" className="text-ui-fg-subtle max-w-md text-pretty">
        {t(isFiltered ? "reconciliation.nothingHint" : "reconciliation.emptyHint")}
      </Text>
    </div>
  )
}

const Loading = () => (
  <div className="flex flex-col gap-y-3 px-6 py-4" aria-busy>
    {Array.from({ length: 4 }, (_, row) => (
      <Skeleton key={row} className="h-14 w-full" />
    ))}
  </div>
)

export const config = defineRouteConfig({ label: "reconciliation.title", translationNs: "klarna" })

export const handle = { breadcrumb: () => <Crumb text="reconciliation.title" /> }

export default Reconciliation
