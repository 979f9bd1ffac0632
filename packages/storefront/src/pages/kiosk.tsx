import { FixedCountry } from "../country"
import { Goods } from "../kiosk/goods"
import { messages } from "../kiosk/messages"
import { PaymentScreen } from "../kiosk/payment-screen"
import { useKiosk } from "../kiosk/use-kiosk"
import { messages as shopMessages } from "../messages"
import { Notice } from "../parts/notice"
import { settings } from "../settings"
import { useTitle } from "../use-title"

/** The screen in the store on which customers buy by themselves, and pay with their phones. */
export function KioskPage() {
  useTitle(messages.title)
  if (!settings.kioskPublishableKey) {
    return (
      <main>
        <Notice title={messages.missingKey.title} text={messages.missingKey.text} />
      </main>
    )
  }
  return (
    <FixedCountry code={settings.kioskCountry}>
      <Screen />
    </FixedCountry>
  )
}

function Screen() {
  const kiosk = useKiosk()
  return (
    <main className="kiosk">
      <header className="kiosk-head">
        <span className="brand">{shopMessages.shop.name}</span>
        {(kiosk.basket.size > 0 || kiosk.payment) && (
          <button type="button" className="button button-quiet" onClick={() => kiosk.startOver()}>
            {messages.startOver}
          </button>
        )}
      </header>
      {kiosk.payment ? <PaymentScreen kiosk={kiosk} payment={kiosk.payment} /> : <Goods kiosk={kiosk} />}
    </main>
  )
}
