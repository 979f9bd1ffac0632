import { shownTotals, type Totals as Amounts } from "../amounts"
import { useMoney } from "../country"
import { messages } from "../messages"

interface Props {
  amounts: Amounts
  currencyCode: string
  taxIncluded: boolean
  /** False while no delivery is chosen: "0" would be read as free. */
  shippingKnown: boolean
  totalTestId?: string
}

export function Totals({ amounts, currencyCode, taxIncluded, shippingKnown, totalTestId }: Props) {
  const money = useMoney(currencyCode)
  const shown = shownTotals(amounts, taxIncluded)
  const words = messages.totals

  return (
    <dl className="totals">
      <Row name={taxIncluded ? words.items : words.itemsPlusTax} value={money(shown.items)} />
      <Row
        name={words.shipping}
        value={shippingKnown ? shippingWords(shown.shipping, money) : words.shippingLater}
      />
      {shown.discount > 0 && <Row name={words.discount} value={`−${money(shown.discount)}`} />}
      {shown.credit > 0 && <Row name={words.credit} value={`−${money(shown.credit)}`} />}
      {!taxIncluded && <Row name={words.tax} value={money(shown.tax)} />}
      <div className="totals-total">
        <dt>{words.total}</dt>
        <dd data-testid={totalTestId}>{money(shown.total)}</dd>
      </div>
      {taxIncluded && (
        <div className="totals-tax">
          <dt className="visually-hidden">{words.tax}</dt>
          <dd>{words.includes(money(shown.tax))}</dd>
        </div>
      )}
    </dl>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

const shippingWords = (amount: number, money: (amount: number) => string) =>
  amount === 0 ? messages.totals.free : money(amount)
