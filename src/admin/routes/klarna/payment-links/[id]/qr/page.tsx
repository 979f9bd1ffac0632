import { useNavigate, useParams } from "react-router-dom"
import { Crumb } from "../../../../../components/crumb"
import { LoadFailed } from "../../../../../components/payment-links/load-failed"
import { QrScreen } from "../../../../../components/payment-links/qr-screen"
import { isRefused } from "../../../../../lib/payment-links/is-refused"
import { useSession } from "../../../../../lib/payment-links/use-session"

/** The code on all of the screen; closing it leads to the link's page. */
const PaymentLinkQr = () => {
  const { id = "" } = useParams()
  const navigate = useNavigate()
  const { data, error, isFetching, refetch } = useSession(id)
  return (
    <QrScreen
      session={isRefused(error) ? undefined : data?.session}
      onClose={() => void navigate(`/klarna/payment-links/${id}`)}
    >
      {error && <LoadFailed error={error} isReading={isFetching} onRetry={() => void refetch()} />}
    </QrScreen>
  )
}

export const handle = { breadcrumb: () => <Crumb text="links.detail.showQr" /> }

export default PaymentLinkQr
