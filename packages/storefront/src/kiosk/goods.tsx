import { useCountry, useMoney } from "../country"
import { Failed } from "../parts/failed"
import { Loading } from "../parts/loading"
import { Picture } from "../parts/picture"
import { Problem } from "../parts/problem"
import { useLoaded } from "../use-loaded"
import { listWares, type Ware } from "./kiosk-shop"
import { messages } from "./messages"
import type { Kiosk } from "./use-kiosk"

/** What there is to take along, and what was taken. */
export function Goods({ kiosk }: { kiosk: Kiosk }) {
  const { country } = useCountry()
  const { loaded, retry } = useLoaded(() => listWares(country), [country.code])
  if (loaded.status === "loading") return <Loading />
  if (loaded.status === "failed") return <Failed error={loaded.error} retry={retry} />
  return (
    <div className="kiosk-goods">
      <section aria-labelledby="kiosk-choose">
        <h1 id="kiosk-choose">{messages.choose}</h1>
        <ul className="kiosk-wares">
          {loaded.value.map((ware) => (
            <li key={ware.variantId}>
              <WareButton ware={ware} kiosk={kiosk} />
            </li>
          ))}
        </ul>
      </section>
      <Basket wares={loaded.value} kiosk={kiosk} />
    </div>
  )
}

function WareButton({ ware, kiosk }: { ware: Ware; kiosk: Kiosk }) {
  const money = useMoney()
  const taken = kiosk.basket.get(ware.variantId)
  return (
    <button type="button" className="kiosk-ware" data-testid="kiosk-ware" onClick={() => kiosk.take(ware, 1)}>
      <Picture src={ware.picture} />
      {taken && (
        <span className="kiosk-taken" role="img" aria-label={messages.taken(taken)}>
          {taken}
        </span>
      )}
      <span>{ware.title}</span>
      <strong>{money(ware.price)}</strong>
    </button>
  )
}

function Basket({ wares, kiosk }: { wares: readonly Ware[]; kiosk: Kiosk }) {
  const money = useMoney()
  const taken = wares.flatMap((ware) => {
    const quantity = kiosk.basket.get(ware.variantId)
    return quantity ? [{ ware, quantity }] : []
  })
  const total = taken.reduce((sum, { ware, quantity }) => sum + ware.price * quantity, 0)
  return (
    <section className="kiosk-basket" aria-labelledby="kiosk-basket">
      <h2 id="kiosk-basket">{messages.basket}</h2>
      {taken.length ? (
        <ul>
          {taken.map(({ ware, quantity }) => (
            <li key={ware.variantId}>
              <span>{ware.title}</span>
              <span className="kiosk-stepper">
                <button
                  type="button"
                  aria-label={messages.less(ware.title)}
                  onClick={() => kiosk.take(ware, -1)}
                >
                  −
                </button>
                <output>{quantity}</output>
                <button
                  type="button"
                  aria-label={messages.more(ware.title)}
                  disabled={quantity >= ware.stock}
                  onClick={() => kiosk.take(ware, 1)}
                >
                  +
                </button>
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p>{messages.empty}</p>
      )}
      <p className="to-pay">
        <span>{messages.total}</span>
        <strong>{money(total)}</strong>
      </p>
      <button
        type="button"
        className="button button-klarna button-wide"
        data-testid="kiosk-pay"
        disabled={!taken.length}
        aria-disabled={kiosk.busy}
        onClick={kiosk.pay}
      >
        {kiosk.busy ? messages.preparing : messages.pay}
      </button>
      <Problem text={kiosk.problem} />
    </section>
  )
}
