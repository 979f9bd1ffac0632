import { Container, Skeleton } from "@medusajs/ui"
import { useCallback, useState } from "react"
import { useSearchParams } from "react-router-dom"
import { Crumb } from "../../../../components/crumb"
import { OrderEntryForm } from "../../../../components/order-entry/order-entry-form"
import { LoadFailed } from "../../../../components/payment-links/load-failed"
import { useShop } from "../../../../lib/order-entry/use-shop"

/** A new order with its link. The address names the draft: a reload, or a colleague, goes on where it was left. */
const NewPaymentLink = () => {
  const { data: shop, error, isFetching, refetch } = useShop()
  const [params, setParams] = useSearchParams()
  const [round, setRound] = useState(0)
  const name = useCallback((id: string) => setParams({ draft: id }, { replace: true }), [setParams])
  if (!shop) {
    return (
      <Container className="p-0">
        {error ? (
          <LoadFailed error={error} isReading={isFetching} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-96 w-full" />
        )}
      </Container>
    )
  }
  return (
    <OrderEntryForm
      key={round}
      shop={shop}
      draftId={params.get("draft") ?? undefined}
      onDraft={name}
      onStartOver={() => {
        setParams({}, { replace: true })
        setRound((now) => now + 1)
      }}
    />
  )
}

export const handle = { breadcrumb: () => <Crumb text="entry.title" /> }

export default NewPaymentLink
