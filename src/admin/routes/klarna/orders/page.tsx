import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Table, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import { Crumb } from "../../../components/crumb"
import { PageLoading } from "../../../components/desk/page-loading"
import { PageFailed } from "../../../components/desk/page-problem"
import { Panel } from "../../../components/desk/panel"
import { RiskList } from "../../../components/desk/risk-list"
import { UnresolvedList } from "../../../components/unresolved/unresolved-list"
import { PAGE_SIZE, useOrdersAtRisk } from "../../../lib/desk/use-orders-at-risk"

/** What somebody has to do today: purchases whose order nobody found, and authorizations that are about to end. */
const OrdersAtRisk = () => {
  const { t } = useTranslation("klarna")
  const [params, setParams] = useSearchParams()
  const page = readPage(params)
  const { data, error, isFetching, refetch } = useOrdersAtRisk(page)
  if (!data) {
    if (error) return <PageFailed error={error} isReading={isFetching} onRetry={() => void refetch()} />
    return <PageLoading />
  }
  const pageCount = Math.max(1, Math.ceil(data.count / PAGE_SIZE))
  const goTo = (next: number) => setParams(next ? { page: String(next + 1) } : {})
  return (
    <div className="flex flex-col gap-y-3">
      <UnresolvedList />
      <Panel title={t("desk.risk.title")} level="h1">
        <Text size="small" className="text-ui-fg-subtle px-6 py-3 text-pretty">
          {t("desk.risk.hint")}
        </Text>
        {data.klarna_orders.length ? (
          <div aria-busy={isFetching}>
            <RiskList orders={data.klarna_orders} />
          </div>
        ) : (
          <Nothing />
        )}
        {data.count > 0 && (
          <Table.Pagination
            count={data.count}
            pageSize={PAGE_SIZE}
            pageIndex={page}
            pageCount={pageCount}
            canPreviousPage={page > 0}
            canNextPage={page + 1 < pageCount}
            previousPage={() => goTo(page - 1)}
            nextPage={() => goTo(page + 1)}
            translations={{
              of: t("desk.risk.of"),
              results: t("desk.risk.results"),
              pages: t("desk.risk.pages"),
              prev: t("desk.risk.previous"),
              next: t("desk.risk.next"),
            }}
          />
        )}
      </Panel>
    </div>
  )
}

/** Anybody may have changed an address by hand. */
function readPage(params: URLSearchParams): number {
  const page = Number(params.get("page") ?? 1)
  return Number.isInteger(page) && page > 0 ? page - 1 : 0
}

function Nothing() {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex flex-col items-center gap-y-2 px-6 py-16 text-center">
      <Text weight="plus">{t("desk.risk.none")}</Text>
      <Text size="small" className="text-ui-fg-subtle max-w-md text-pretty">
        {t("desk.risk.noneHint")}
      </Text>
    </div>
  )
}

export const config = defineRouteConfig({ label: "desk.risk.title", translationNs: "klarna" })

export const handle = { breadcrumb: () => <Crumb text="desk.risk.title" /> }

export default OrdersAtRisk
