import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useParams, useSearchParams } from "react-router-dom"
import { Crumb } from "../../../../components/crumb"
import { DeskPage } from "../../../../components/desk/desk-page"
import { PageLoading } from "../../../../components/desk/page-loading"
import { PageFailed, PageProblem } from "../../../../components/desk/page-problem"
import { useOrderNumber } from "../../../../lib/desk/use-order-number"
import { useKlarnaOrder } from "../../../../lib/use-klarna-order"

/** The desk of one order: `/klarna/orders/:id`, with Medusa's id of the order, and `?klarna_order_id=` of one of several. */
const KlarnaOrderPage = () => {
  const { id = "" } = useParams()
  const { t } = useTranslation("klarna")
  const [search, setSearch] = useSearchParams()
  const named = search.get("klarna_order_id") ?? undefined
  const { data, error, dataUpdatedAt, isFetching, refetch } = useKlarnaOrder(id, named)
  const number = useOrderNumber(id)
  const read = async () => {
    const { error: failure } = await refetch()
    if (failure) toast.error(t("failed.text", { message: failure.message }))
  }
  if (data) {
    return (
      <DeskPage
        orderId={id}
        number={number}
        order={data}
        readAt={dataUpdatedAt}
        isReading={isFetching}
        onRead={read}
        onChoose={(klarna_order_id) => setSearch({ klarna_order_id })}
      />
    )
  }
  if (data === null) {
    return <PageProblem title={t("desk.failed.notFound")} hint={t("desk.failed.notFoundHint")} />
  }
  return error ? <PageFailed error={error} isReading={isFetching} onRetry={read} /> : <PageLoading />
}

export const handle = { breadcrumb: () => <Crumb text="desk.breadcrumb" /> }

export default KlarnaOrderPage
