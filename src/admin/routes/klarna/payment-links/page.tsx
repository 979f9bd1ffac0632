import { defineRouteConfig } from "@medusajs/admin-sdk"
import { PlusMini } from "@medusajs/icons"
import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"
import { Crumb } from "../../../components/crumb"
import { LoadFailed } from "../../../components/payment-links/load-failed"
import { Pager } from "../../../components/payment-links/pager"
import { SessionFilters } from "../../../components/payment-links/session-filters"
import { SessionList } from "../../../components/payment-links/session-list"
import { isFiltered, readListQuery, withChange } from "../../../lib/payment-links/list-query"
import { useSessions } from "../../../lib/payment-links/use-sessions"
import { useUserNames } from "../../../lib/payment-links/use-user-names"

/** Links that staff made, and shoppers' checkouts on demand. */
const PaymentLinks = () => {
  const { t } = useTranslation("klarna")
  const [params, setParams] = useSearchParams()
  const query = readListQuery(params)
  const { data, error, isFetching, refetch } = useSessions(query)
  const { users, nameOf } = useUserNames()
  const change = useCallback(
    (changes: Record<string, string | undefined>) =>
      setParams((now) => withChange(now, changes), { replace: !("page" in changes) }),
    [setParams]
  )
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading>{t("links.title")}</Heading>
        <Button size="small" variant="secondary" asChild>
          <Link to="/klarna/payment-links/new">
            <PlusMini />
            {t("links.list.new")}
          </Link>
        </Button>
      </div>
      <SessionFilters query={query} users={users} onChange={change} />
      {data ? (
        <div aria-busy={isFetching}>
          {data.count === 0 ? (
            <Nothing isFiltered={isFiltered(query)} />
          ) : (
            <>
              <SessionList sessions={data.sessions} nameOf={nameOf} />
              <Pager
                page={query.page}
                count={data.count}
                onPage={(page) => change({ page: page ? String(page + 1) : undefined })}
              />
            </>
          )}
        </div>
      ) : error ? (
        <LoadFailed error={error} isReading={isFetching} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Container>
  )
}

const Nothing = ({ isFiltered: filtered }: { isFiltered: boolean }) => {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex flex-col items-center gap-y-2 px-6 py-16 text-center">
      <Text weight="plus">{t(filtered ? "links.list.nothing" : "links.list.empty")}</Text>
      <Text size="small" className="text-ui-fg-subtle max-w-md text-pretty">
        {t(filtered ? "links.list.nothingHint" : "links.list.emptyHint")}
      </Text>
    </div>
  )
}

const Loading = () => (
  <div className="flex flex-col gap-y-3 px-6 py-4" aria-busy>
    {Array.from({ length: 8 }, (_, row) => (
      <Skeleton key={row} className="h-7 w-full" />
    ))}
  </div>
)

export const config = defineRouteConfig({ label: "links.title", translationNs: "klarna" })

export const handle = { breadcrumb: () => <Crumb text="links.title" /> }

export default PaymentLinks
