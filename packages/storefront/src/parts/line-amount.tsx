import { shownLine } from "../amounts"
import { useMoney } from "../country"
import { messages } from "../messages"

interface Props {
  line: Parameters<typeof shownLine>[0]
  currencyCode: string
}

export function LineAmount({ line, currencyCode }: Props) {
  const money = useMoney(currencyCode)
  const [now, before] = [money(shownLine(line).now), money(shownLine(line).before)]
  return (
    <span className="line-amount">
      {now !== before && (
        <del>
          <span className="visually-hidden">{messages.cart.was} </span>
          {before}
        </del>
      )}
      <span>{now}</span>
    </span>
  )
}
